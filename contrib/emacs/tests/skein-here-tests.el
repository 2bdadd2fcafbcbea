;;; skein-here-tests.el --- Files as chats, and what is at point  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; The first words of a question decide the scripted model's answer.

;;; Code:

(require 'skein-test)
(require 'skein-here)
(require 'skein-dwim)

(defun skein-test-written ()
  "Wait until nothing is being written into this buffer."
  (skein-test-await (not skein-region-turns)))

(ert-deftest skein-here-first-question ()
  "A file without headings is the first question; undo takes the answer away at once."
  (let ((inhibit-message t))
    (skein-test-with-text "say this\n```\n## You\n```"
      (skein-here)
      (should-error (skein-here) :type 'user-error)
      (skein-test-written)
      (should (equal "say this\n```\n## You\n```\n\n## Assistant\n\nthis\n```\n## You\n```\n\n## You\n\n"
                     (buffer-string)))
      (skein-test-undo)
      (should (equal "say this\n```\n## You\n```" (buffer-string))))))

(ert-deftest skein-here-history ()
  "What stands above is the history, and what stands before it the system prompt."
  (let ((inhibit-message t))
    (skein-test-with-text
        "Be terse.\n\n## You\n\nHello\n\n## Assistant\n\nHi.\n\n## You\n\ncount\n"
      (skein-here)
      (skein-test-written)
      ;; The prompt, two messages and the question.
      (should (string-suffix-p "count\n\n## Assistant\n\n4\n\n## You\n\n" (buffer-string)))
      (should-error (skein-here) :type 'user-error)
      (goto-char (point-max))
      (insert "system")
      (skein-here)
      (skein-test-written)
      (should (string-suffix-p "## Assistant\n\nBe terse.\n\n## You\n\n" (buffer-string)))
      ;; The threads are deleted when the answers stand in the file.
      (skein-test-await
        (not (seq-find (lambda (thread) (string-prefix-p "text" (skein-title thread)))
                       (skein-threads-listed)))))))

(ert-deftest skein-here-in-a-narrowed-buffer ()
  "The answer is written at the end of the file, also where that is not accessible."
  (let ((inhibit-message t))
    (skein-test-with-text "first\n\n## You\n\nsay hello\n"
      (narrow-to-region 1 6)
      (skein-here)
      (skein-test-written)
      (should (equal "first" (buffer-string)))
      (widen)
      (should (equal "first\n\n## You\n\nsay hello\n\n## Assistant\n\nhello\n\n## You\n\n"
                     (buffer-string))))))

(ert-deftest skein-here-that-fails ()
  "When nothing comes, nothing is written, and it can be asked again."
  (let ((inhibit-message t))
    (skein-test-with-text "## You\n\nfail 400\n\n## Assistant\n"
      (skein-here)
      (skein-test-written)
      (should (equal "## You\n\nfail 400\n\n" (buffer-string)))
      (goto-char 9)
      (delete-char 8)
      (insert "hold")
      (skein-here)
      (skein-test-await (string-search "begun" (buffer-string)))
      (skein-cancel)
      (skein-test-written)
      (should (equal "## You\n\nhold\n\n## Assistant\n\nbegun " (buffer-string))))))

(ert-deftest skein-here-half-a-history ()
  "When the history can't be written, nothing is asked, and no thread is left."
  (let* ((request (symbol-function 'skein-request)) (before (length (skein-threads-listed))))
    (skein-test-with-text "## You\n\na\n\n## Assistant\n\nb\n\n## You\n\nc\n"
      (cl-letf (((symbol-function 'skein-request)
                 (lambda (method params)
                   (if (equal "b" (plist-get params :content))
                       (user-error "No")
                     (funcall request method params)))))
        (should-error (skein-here) :type 'user-error))
      (should-not skein-region-turns)
      (skein-test-await (= before (length (skein-threads-listed)))))))

(ert-deftest skein-here-nothing-to-ask ()
  "A file that asks nothing is told so, and one that can't be written."
  (dolist (text '("" " \n" "## You\n\n" "Be terse.\n\n## You\n\nx\n\n## Assistant\n\ny\n"))
    (skein-test-with-text text
      (should-error (skein-here) :type 'user-error)))
  (skein-test-with-text "x"
    (setq buffer-read-only t)
    (should-error (skein-here) :type 'buffer-read-only)
    (setq buffer-read-only nil)))

(ert-deftest skein-dwim-at-point ()
  "The region, the function or the paragraph at point is rewritten."
  (skein-test-with-text "\n\nfirst\nlines\n\nsecond\n"
    (goto-char 5)
    (should (equal '(3 . 15) (skein-dwim--bounds)))
    (goto-char (point-max))
    (should (equal '(16 . 23) (skein-dwim--bounds)))
    (push-mark 4 t t)
    (let ((transient-mark-mode t))
      (should (equal '(4 . 23) (skein-dwim--bounds)))))
  (skein-test-with-text "(defun a ()\n  nil)\n\n(defun b ()\n\n  nil)\n"
    (emacs-lisp-mode)
    (goto-char (- (point-max) 5))
    (should (string-prefix-p "(defun b ()\n\n  nil)"
                             (buffer-substring (car (skein-dwim--bounds))
                                               (cdr (skein-dwim--bounds))))))
  (skein-test-with-text "\n\n"
    (should-error (skein-dwim--bounds) :type 'user-error)))

(ert-deftest skein-dwim-again ()
  "The last wish is asked again for a new place, also by `repeat-complex-command'."
  (let ((inhibit-message t) (skein-rewrite-wish nil) (asked 0) wishes)
    (cl-letf (((symbol-function 'read-string)
               (lambda (&rest _) (setq asked (1+ asked)) "say x"))
              ((symbol-function 'skein-rewrite-region)
               (lambda (start _end wish)
                 (setq skein-rewrite-wish wish)
                 (push (cons start wish) wishes))))
      (skein-test-with-text "one\n\ntwo\n\nthree\n"
        (goto-char 1)
        (call-interactively #'skein-rewrite-dwim t)
        (goto-char 6)
        (let ((current-prefix-arg '(4)))
          (call-interactively #'skein-rewrite-dwim))
        (goto-char 11)
        (eval (seq-find (lambda (form) (eq 'skein-rewrite-dwim (car form))) command-history))
        (should (= 1 asked))
        (should (equal '((11 . "say x") (6 . "say x") (1 . "say x")) wishes))))))

(provide 'skein-here-tests)
;;; skein-here-tests.el ends here
