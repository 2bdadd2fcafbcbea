;;; skein-proposal-arrival-tests.el --- How a proposal comes  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; A proposal while it arrives, one that fails or is stopped, and one that is asked again.

;;; Code:

(require 'skein-test-proposal)

(ert-deftest skein-proposal-refined ()
  "Another wish is asked in the same thread, and what fails leaves the first proposal."
  (skein-test-with-proposal "old\n" "first\n"
    (let ((thread (skein-proposal-thread (skein-proposal-nearest))))
      (skein-refine "count")
      (should-error (skein-refine "count") :type 'user-error)
      (let ((proposal (skein-test-proposal)))
        ;; The system prompt, the first wish, its proposal, and the second wish.
        (should (equal "4\n" (skein-proposal-text proposal)))
        (should (equal thread (skein-proposal-thread proposal)))
        (skein-refine "fail 400")
        (skein-test-proposal)
        (should (equal "4\n" (skein-proposal-text proposal)))
        (should (string-match-p "4\n.*asked to fail with 400" (skein-test-shown)))
        (goto-char 1)
        (insert "very ")
        (skein-refine "what is it?")
        (skein-test-proposal)
        (should (string-search "The text is now:\n\n```\nvery old\n```"
                               (skein-proposal-text proposal)))))))

(ert-deftest skein-proposal-that-fails ()
  "When the model fails the region is as it was, and a mark there says why."
  (let ((inhibit-message t))
    (skein-test-with-text "old\n"
      (skein-rewrite-region 1 4 "fail 400\n")
      (skein-test-proposal)
      (should (string-match-p "Failed: .*asked to fail with 400" (skein-test-shown)))
      (should-error (skein-accept) :type 'user-error)
      (skein-refine "say better")
      (should (equal "better" (skein-proposal-text (skein-test-proposal))))
      (skein-reject)
      (should-not (overlays-in (point-min) (point-max)))
      (should (equal "old\n" (buffer-string))))))

(ert-deftest skein-proposal-of-nothing ()
  "An answer without words is no proposal to delete the text."
  (let ((inhibit-message t))
    (skein-test-with-text "old\n"
      (skein-rewrite-region 1 5 "say ")
      (skein-rewrite--ended (skein-test-proposal) 'ended '(:status "completed" :output " \n"))
      (should (string-search "The model answered with nothing." (skein-test-shown))))))

(ert-deftest skein-proposal-stopped ()
  "A proposal that is rejected while it arrives is cancelled, and one that is cancelled says so."
  (let ((inhibit-message t))
    (skein-test-with-text "old\n"
      (skein-rewrite-region 1 5 "hold\n")
      (let ((id (skein-proposal-turn (skein-proposal-nearest))))
        (skein-reject)
        (skein-test-await
          (member (skein-get (skein-call "turn/get" (list :turnId id)) :turn :status)
                  '("cancelled" "completed")))
        (should-not (overlays-in (point-min) (point-max))))
      (skein-rewrite-region 1 5 "hold\n")
      (skein-cancel)
      (skein-test-proposal)
      (should (string-search "Cancelled." (skein-test-shown)))
      (should-error (skein-cancel) :type 'user-error))))

(ert-deftest skein-proposal-over-a-killed-daemon ()
  "When the daemon is killed on the way, what arrived stays on the screen, with the reason."
  (let ((inhibit-message t))
    (skein-test-with-text "old\n"
      (skein-rewrite-region 1 5 "hold\n")
      (skein-test-await (string-search "begun" (skein-test-shown)))
      (skein-test-kill-daemon)
      (skein-test-proposal)
      (should (string-match-p "begun.*\nInterrupted: " (skein-test-shown)))
      (should (equal "old\n" (buffer-string))))))

(ert-deftest skein-proposal-shows-its-end-while-it-arrives ()
  "Of a long proposal the last lines are shown, and a line has a limit."
  (let ((proposal (make-skein-proposal)))
    (dotimes (number 100)
      (skein-proposal-hear proposal (format "line %d\n" number)))
    (should (string-prefix-p "line 86\n" (skein-proposal-tail proposal)))
    (should (= 100 (skein-proposal-lines proposal)))
    (dotimes (_ 400)
      (skein-proposal-hear proposal (make-string 1000 ?x)))
    (should (< (length (skein-proposal-tail proposal)) 6000))
    (should (= 400790 (length (skein-proposal-heard proposal))))))

(ert-deftest skein-proposal-grows-as-a-diff ()
  "While it arrives, what differs so far is marked at its place."
  (let ((inhibit-message t))
    (skein-test-with-text skein-test-before
      (skein-rewrite-region (point-min) (point-max) "hold")
      (let* ((proposal (skein-proposal-nearest))
             (marked (lambda ()
                       (mapcar (lambda (overlay)
                                 (cons (buffer-substring (overlay-start overlay)
                                                         (overlay-end overlay))
                                       (substring-no-properties
                                        (overlay-get overlay 'after-string))))
                               (reverse (skein-proposal-shown proposal))))))
        (skein-test-await (skein-proposal-pieces proposal))
        (skein-proposal-await proposal)
        (dolist (piece '("```\none\nT" "WO\nth" "ree\nfo"))
          (skein-proposal-add proposal piece))
        (should (equal '(("two\n" . "TWO\n")) (funcall marked)))
        (let ((arriving (skein-proposal-arriving proposal)))
          (should (= (overlay-start arriving) (+ 1 (length "one\ntwo\nthree\n"))))
          (should (string-prefix-p "fo\n[arriving" (overlay-get arriving 'after-string))))
        ;; An edit of the region ends the comparison; the text goes on below it.
        (goto-char (point-min))
        (insert "x")
        (skein-proposal-settle proposal)
        (skein-proposal-add proposal "ur\n")
        (should (string-search "TWO\nthree\nfour" (skein-test-shown)))
        (skein-reject)
        (should-not (overlays-in (point-min) (point-max)))
        (should (equal (concat "x" skein-test-before) (buffer-string)))))))

(ert-deftest skein-proposal-growth-of-odd-texts ()
  "Lines that go, come and move are marked as far as they are known."
  (pcase-dolist (`(,before ,after ,hunks)
                 '(("a\nb\nc\n" "a\nc\n" ((1 2 nil)))
                   ("a\nc\n" "a\nb\nc\n" ((1 1 ("b"))))
                   ("a\n\nb\n" "x\n\nb\n" ((0 2 ("x" ""))))
                   ("```\na\n```\n" "```\nb\n```\n" ((1 2 ("b"))))
                   ("" "x\ny\n" nil)
                   ("a" "a\n" nil)
                   ("a\na\na\n" "b\na\na\n" ((0 0 ("b"))))))
    (let ((growth (skein-growth-begin before)))
      (should (equal hunks (mapcan (lambda (char) (skein-growth-hear growth (string char)))
                                   (append after nil)))))))

(ert-deftest skein-proposal-fences ()
  "Fences around code are taken off, in code also what is written around them."
  (with-temp-buffer
    (should (equal "a\n" (skein-rewrite--code "```python\na\n```" "b")))
    (should (equal "Here:\n\n```\na\n```\n" (skein-rewrite--code "Here:\n\n```\na\n```\n" "b")))
    ;; A fence of the region itself stays.
    (should (equal "```\na\n```" (skein-rewrite--code "```\na\n```" "```\nb\n```\n")))
    (should (equal "```\na\n```\n" (skein-rewrite--code "````\n```\na\n```\n````" "```\nb\n```\n")))
    (prog-mode)
    (should (equal "a\n" (skein-rewrite--code "Here:\n\n```\na\n```\nThat is all." "b")))
    (should (string-search "Here" (skein-rewrite--code "Here:\n```\na\n```\n```\nb\n```\n" "b")))))

(provide 'skein-proposal-arrival-tests)
;;; skein-proposal-arrival-tests.el ends here
