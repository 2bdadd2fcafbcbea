;;; skein-retry-tests.el --- Asking again  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; A retry replaces its answer, and the old one is a variant of it.

;;; Code:

(require 'skein-test)
(require 'skein-variants)
(require 'skein-threads)
(require 'skein-models)

(ert-deftest skein-again-variants-in-turn ()
  "Each of several other answers is compared, also one that failed."
  (let ((inhibit-message t))
    (skein-test-with-chat nil
      (skein-test-ask "say one two")
      (dotimes (_ 2)
        (skein-chat-retry)
        (skein-test-settled)
        (skein-test-await (not skein-follow--state)))
      (skein-test-await (skein-test-shows "2 other tries"))
      (save-window-excursion
        (switch-to-buffer (current-buffer))
        (skein-variants)
        (let ((first (buffer-local-value 'header-line-format (get-buffer "*skein before*")))
              (turns skein-variants--turns))
          (should (string-search "of 2, n next" first))
          (skein-variants-next)
          (should (eq (cadr turns) (car skein-variants--turns)))
          (skein-variants-previous)
          (should (eq (car turns) (car skein-variants--turns))))
        (skein-side-quit)))))

(ert-deftest skein-again-retry-replaces ()
  "The new answer takes the old one's place, which can be seen."
  (let (thread)
    (skein-test-with-chat nil
      (skein-test-ask "count")
      (should-error (skein-variants) :type 'user-error)
      (skein-test-saying said
        (skein-chat-retry)
        (should (equal '("Asking again: “count”.") said)))
      (should (= 1 (how-many "^count$" (point-min))))
      (skein-test-settled)
      (skein-test-await (skein-test-shows "1 other try"))
      (should (= 1 (how-many "^count$" (point-min))))
      (should (= 1 (how-many "^1$" (point-min))))
      (setq thread skein-follow-thread)
      (save-window-excursion
        (switch-to-buffer (current-buffer))
        (skein-variants)
        (should (equal "1\n" (buffer-string)))
        (with-current-buffer "*skein before*"
          (should (equal "1\n" (buffer-string)))
          (should (string-match-p "\\` Replaced .*scripted\\'" header-line-format)))
        (skein-side-quit)))
    (skein-test-with-chat thread
      (skein-test-await (skein-test-shows "1 other try, C-c C-a shows it")))))

(ert-deftest skein-again-retry-by-others ()
  "What another client asks again is replaced, or answered, where it stands."
  (skein-test-with-chat nil
    (skein-test-ask "count")
    (skein-test-shell "retry" "-t" (skein-follow-id))
    (skein-test-await (skein-test-shows "1 other try"))
    (skein-test-settled)
    (should (= 1 (how-many "^count$" (point-min))))
    (skein-test-ask "fail 400")
    (should (= 1 (how-many "^Failed: " (point-min))))
    (call-process "skein" nil nil nil "retry" "-t" (skein-follow-id))
    (skein-test-await (= 2 (how-many "^Failed: " (point-min))))
    (should (= 1 (how-many "^fail 400$" (point-min))))))

(ert-deftest skein-again-retry-that-fails-leaves-the-answer ()
  "When the retry comes to nothing, the answer stays as it was."
  (let ((inhibit-message t))
    (skein-test-with-chat nil
      (skein-test-say "hold")
      (skein-test-await (skein-test-shows "begun"))
      (skein-chat-cancel)
      (skein-test-settled)
      (skein-chat-retry)
      (skein-test-await (= 2 (how-many "begun" (point-min))))
      (should (= 1 (how-many "^hold$" (point-min))))
      (skein-test-kill-daemon)
      (skein-test-await (skein-test-shows "The answer stays as it was."))
      (skein-test-settled)
      (should (= 1 (how-many "^hold$" (point-min))))
      (should (skein-test-shows "Interrupted: ")))))

(ert-deftest skein-again-retry-of-a-copy ()
  "A question that no turn has asked here is asked anew in its place."
  (let (thread)
    (skein-test-with-chat nil
      (skein-test-ask "say one")
      (setq thread (plist-get (skein-call "thread/fork" (list :threadId (skein-follow-id)))
                              :thread)))
    (skein-test-with-chat thread
      (skein-test-await (skein-test-shows "\none\n"))
      (skein-test-settled)
      ;; What somebody copied is a thread of its own.
      (should-not (string-search "a version" (skein-header-line)))
      (skein-chat-retry)
      (skein-test-settled)
      (skein-test-await (and (skein-test-shows "\none\n") (not skein-follow--state)))
      (should (= 1 (how-many "^say one$" (point-min)))))))

(ert-deftest skein-again-retry-takes-the-model-that-was-chosen ()
  "A model that was chosen in the chat answers the retry."
  (let ((inhibit-message t))
    (skein-test-with-chat nil
      (skein-test-ask "options")
      (skein-choose-model "scripted/scripted-2")
      (skein-chat-retry)
      (skein-test-await (skein-test-shows "\"model\": \"scripted-2\"")))))

(provide 'skein-retry-tests)
;;; skein-retry-tests.el ends here
