;;; skein-proposal-tests.el --- Rewriting, and what is proposed  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; A proposal that stands: accepting and rejecting it, whole or by hunks, and its keys.

;;; Code:

(require 'skein-test-proposal)
(require 'org)

(ert-deftest skein-proposal-accepted-in-one-step ()
  "The region stays until the proposal is accepted, and one undo brings it back."
  (skein-test-with-proposal skein-test-before skein-test-after
    (should (equal skein-test-before (buffer-string)))
    (should (string-match-p "TWO\nFIVE\n\\[C-c C-a accept.*\n\\[2 hunks" (skein-test-shown)))
    (skein-accept)
    (should (equal skein-test-after (buffer-string)))
    (should-not (overlays-in (point-min) (point-max)))
    (should-not skein-proposal-mode)
    (skein-test-undo)
    (should (equal skein-test-before (buffer-string)))))

(ert-deftest skein-proposal-hunk-by-hunk ()
  "A hunk is accepted or rejected alone, each acceptance as one step of undo."
  (skein-test-with-proposal skein-test-before skein-test-after
    (goto-char (point-min))
    (skein-next-hunk)
    (should (looking-at "two"))
    (skein-accept-hunk)
    (should (equal "one\nTWO\nthree\nfour\nfive\n" (buffer-string)))
    (should-not (string-search "changed since" (skein-test-shown)))
    (skein-next-hunk)
    (should (looking-at "five"))
    (should-error (skein-next-hunk) :type 'user-error)
    (skein-test-undo)
    (should (equal skein-test-before (buffer-string)))
    (skein-proposal-settle (skein-proposal-nearest))
    (should (= 2 (length (skein-proposal-hunks (skein-proposal-nearest)))))
    (goto-char (point-min))
    (skein-reject-hunk)
    (should (= 1 (length (skein-proposal-hunks (skein-proposal-nearest)))))
    (skein-accept)
    (should (equal "one\ntwo\nthree\nfour\nFIVE\n" (buffer-string)))))

(ert-deftest skein-proposal-ends-with-its-last-hunk ()
  "Where the last hunk is decided, the proposal and its keys are gone."
  (skein-test-with-proposal "a\nb\nc\n" "A\nb\nC\n"
    (goto-char (point-min))
    (skein-accept-hunk)
    (goto-char (point-max))
    (skein-reject-hunk)
    (should (equal "A\nb\nc\n" (buffer-string)))
    (should-not skein-proposals)
    (should-not skein-proposal-mode)))

(ert-deftest skein-proposal-undo-never-breaks-it ()
  "Undo and redo of edits at the ends of the region leave it the same text."
  (skein-test-with-text "before\none\ntwo\nafter\n"
    (let ((inhibit-message t) (region "one\ntwo\n"))
      (skein-rewrite-region 8 16 "say 1\n")
      (let* ((proposal (skein-test-proposal))
             (now (lambda () (skein-proposal-now proposal))))
        (should (equal region (funcall now)))
        (goto-char 10) (insert "x") (undo-boundary)
        (should (equal "onxe\ntwo\n" (funcall now)))
        (skein-test-undo)
        (should (equal region (funcall now)))
        ;; The end, the beginning, and all with what is around it.
        (dolist (range '((12 . 16) (8 . 12) (8 . 16) (5 . 18)))
          (delete-region (car range) (cdr range))
          (skein-test-undo)
          (should (equal region (funcall now)))
          (setq last-command 'undo)
          (undo-boundary)
          (undo-redo 1)
          (undo-boundary)
          (skein-test-undo)
          (should (equal region (funcall now))))
        (should (equal "before\none\ntwo\nafter\n" (buffer-string)))
        ;; What is typed outside stays outside.
        (goto-char 8) (insert "x") (goto-char 17) (insert "y")
        (should (string-suffix-p region (funcall now)))
        (should-not (string-search "y" (funcall now)))
        (skein-accept)
        (should (string-suffix-p "yafter\n" (buffer-string)))))))

(ert-deftest skein-proposal-of-a-changed-text ()
  "Where the text was changed meanwhile, it is compared as it is now, and that is said."
  (skein-test-with-proposal skein-test-before skein-test-after
    (should-not (string-search "changed since" (skein-test-shown)))
    (goto-char (point-min))
    (insert "zero\n")
    (forward-line 1)
    (insert "more\n")
    (skein-test-await (string-search "The text was changed since" (skein-test-shown)))
    (should (= 3 (length (skein-proposal-hunks (skein-proposal-nearest)))))
    (goto-char (point-min))
    (skein-reject-hunk)
    (skein-accept)
    (should (equal (concat "zero\n" skein-test-after) (buffer-string)))))

(ert-deftest skein-proposal-keys-win-everywhere ()
  "The keys work at every place of the buffer, also in Org, also while it arrives."
  (let ((inhibit-message t))
    (skein-test-with-text "* Heading\nold [[https://x.invalid][link]]\n\n| a | b |\n\nend\n"
      (org-mode)
      (skein-rewrite-region 11 46 "hold\n")
      (let ((works (lambda ()
                     (dolist (place (list (point-min) 11 20 46 52 (point-max)))
                       (goto-char place)
                       (pcase-dolist (`(,key . ,command)
                                      '(("C-c C-a" . skein-accept) ("C-c C-k" . skein-reject)
                                        ("C-c C-y" . skein-accept-hunk) ("C-c C-r" . skein-refine)
                                        ("C-c C-j" . skein-reject-hunk) ("C-c C-d" . skein-diff)
                                        ("C-c C-n" . skein-next-hunk) ("C-c C-b" . skein-keep-both)))
                         (should (eq command (key-binding (kbd key)))))))))
        (funcall works)
        (should-error (skein-accept) :type 'user-error)
        (goto-char (point-max))
        (call-interactively (key-binding (kbd "C-c C-k")))
        (should-not (overlays-in (point-min) (point-max)))
        (should (eq 'org-attach (key-binding (kbd "C-c C-a"))))
        (skein-rewrite-region 11 15 "say new\n")
        (skein-test-proposal)
        (funcall works)
        (goto-char (point-max))
        (call-interactively (key-binding (kbd "C-c C-a")))
        (should (string-search "\nnew" (buffer-string)))))))

(ert-deftest skein-proposal-two-beside-each-other ()
  "Two proposals stand in a buffer, and the keys mean the nearest one."
  (let ((inhibit-message t))
    (skein-test-with-text "one\n\n\n\ntwo\n"
      (skein-rewrite-region 1 5 "say FIRST")
      (skein-rewrite-region 8 12 "say SECOND")
      (should-error (skein-rewrite-region 2 3 "say x") :type 'user-error)
      (skein-test-await (seq-every-p #'skein-proposal-text skein-proposals))
      (goto-char 7)
      (skein-accept)
      (should (string-prefix-p "one\n\n\n\nSECOND" (buffer-string)))
      (should skein-proposal-mode)
      (skein-accept)
      (should (string-prefix-p "FIRST" (buffer-string)))
      (should-not skein-proposal-mode))))

(ert-deftest skein-proposal-two-without-a-gap ()
  "What is accepted of one region is not in the next one, also after undo and redo."
  (let ((inhibit-message t))
    (skein-test-with-text "one\ntwo\n"
      (skein-rewrite-region 1 5 "say x")
      (skein-rewrite-region 5 9 "say y")
      (skein-test-await (seq-every-p #'skein-proposal-text skein-proposals))
      (let ((first (cadr skein-proposals)) (second (car skein-proposals)))
        (setf (skein-proposal-text first) "ONE\nand more\n"
              (skein-proposal-text second) "TWO\n")
        (mapc (lambda (proposal)
                (run-hook-with-args 'skein-proposal-changed-functions proposal))
              skein-proposals)
        (goto-char 1)
        (skein-accept)
        (should (equal "two\n" (skein-proposal-now second)))
        (skein-test-undo)
        (should (equal "one\ntwo\n" (buffer-string)))
        (should (equal "two\n" (skein-proposal-now second)))
        (undo-boundary)
        (setq last-command 'undo)
        (undo-redo 1)
        (undo-boundary)
        (should (equal "ONE\nand more\ntwo\n" (buffer-string)))
        (should (equal "two\n" (skein-proposal-now second)))
        (skein-proposal-settle second)
        (skein-accept)
        (should (equal "ONE\nand more\nTWO\n" (buffer-string)))))))

(ert-deftest skein-proposal-kept-beside ()
  "Both texts can be kept."
  (skein-test-with-proposal "old\n" "new\n"
    (skein-keep-both)
    (should (equal "old\nnew\n" (buffer-string)))
    (skein-test-undo)
    (should (equal "old\n" (buffer-string)))))

(ert-deftest skein-proposal-outside-of-what-is-accessible ()
  "Where the buffer is narrowed to something else, the verdicts act on the region."
  (dolist (command '(skein-accept skein-keep-both skein-reject))
    (skein-test-with-proposal "old\n" "new\n"
      (goto-char (point-max))
      (insert "narrow\n")
      (narrow-to-region 6 (point-max))
      (goto-char (point-max))
      (skein-refine "say new")
      (setf (skein-proposal-text (skein-test-proposal)) "new\n")
      (run-hook-with-args 'skein-proposal-changed-functions (skein-proposal-nearest))
      (funcall command)
      (widen)
      (should (equal (pcase command
                       ('skein-accept "new\nnarrow\n")
                       ('skein-keep-both "old\nnew\nnarrow\n")
                       (_ "old\nnarrow\n"))
                     (buffer-string))))))

(ert-deftest skein-proposal-side-by-side ()
  "Two buffers show the difference, and the verdicts work in them."
  (skein-test-with-proposal skein-test-before skein-test-after
    (let ((text (current-buffer)))
      (save-window-excursion
        (switch-to-buffer text)
        (skein-diff)
        (should (equal "*skein after*" (buffer-name)))
        (should (looking-at "TWO"))
        (should (= (line-number-at-pos) (with-current-buffer "*skein before*"
                                          (line-number-at-pos (window-point (get-buffer-window))))))
        (skein-next-hunk)
        (should (looking-at "FIVE"))
        (call-interactively (key-binding (kbd "C-c C-y")))
        (should (equal "one\ntwo\nthree\nfour\nFIVE\n"
                       (with-current-buffer text (buffer-string))))
        (goto-char (point-min))
        (should-error (skein-accept-hunk) :type 'user-error)
        (skein-next-hunk)
        (call-interactively (key-binding (kbd "C-c C-j")))
        (should-not (get-buffer "*skein after*"))
        (should-not (get-buffer "*skein before*"))
        (should (eq text (window-buffer))))
      (should-not skein-proposals))))

(ert-deftest skein-proposal-hunks-of-odd-texts ()
  "Hunks lead from one text to the other, whatever the texts are."
  (pcase-dolist (`(,before ,after) '(("" "a") ("a" "") ("a\nb" "a\nb\n") ("a\n\nb\n" "\nb\nc")
                                     ("ä\r\nb\n" "ä\nb\n") ("\u202e\x80\n" "x\n\u202e\x80\n")
                                     ("same\n" "same\n")))
    (let ((made before))
      (dolist (hunk (reverse (skein-hunks before after)))
        (setq made (concat (substring made 0 (skein-hunk-start hunk))
                           (substring after (skein-hunk-new-start hunk)
                                      (skein-hunk-new-end hunk))
                           (substring made (skein-hunk-end hunk)))))
      (should (equal after made)))))

(ert-deftest skein-proposal-read-only ()
  "Nothing is asked for a buffer that can't be written."
  (skein-test-with-text "old\n"
    (setq buffer-read-only t)
    (should-error (skein-rewrite-region 1 4 "say x") :type 'buffer-read-only)
    ;; The user is not asked for an instruction either.
    (goto-char (point-min))
    (push-mark 3 t t)
    (cl-letf (((symbol-function 'read-string) (lambda (&rest _) (ert-fail "was asked"))))
      (dolist (command '(skein-rewrite-region skein-insert skein-append))
        (should-error (call-interactively command) :type 'buffer-read-only)))
    (setq buffer-read-only nil)
    (should-error (skein-rewrite-region 1 1 "say x") :type 'user-error)
    (put-text-property 1 2 'read-only t)
    (should-error (skein-rewrite-region 1 4 "say x") :type 'text-read-only)
    (let ((inhibit-read-only t))
      (set-text-properties 1 2 nil))))

(provide 'skein-proposal-tests)
;;; skein-proposal-tests.el ends here
