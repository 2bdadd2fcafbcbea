;;; skein-region-tests.el --- Asking from buffers, and writing into them  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; The first words of a question decide the scripted model's answer.

;;; Code:

(require 'skein-test)
(require 'skein-region)

(ert-deftest skein-region-is-sent-as-code ()
  "A region goes along in a fence that it can't end, with its language."
  (skein-test-with-text "(car '(1))\n```\n"
    (emacs-lisp-mode)
    (let ((chat (skein-ask-region (point-min) (point-max) "What is this?")))
      (with-current-buffer chat
        (skein-test-settled)
        (should (skein-test-shows "You said: What is this?\n\ntext, lines 1–2:\n\n````emacs-lisp\n(car '(1))\n```\n````"))
        (kill-buffer)))))

(ert-deftest skein-region-buffer-is-sent ()
  "The buffer goes along; in text there is no language."
  (skein-test-with-text "some text"
    (let ((chat (skein-ask-buffer "Why?")))
      (with-current-buffer chat
        (skein-test-settled)
        (should (skein-test-shows "You said: Why?\n\ntext:\n\n```\nsome text\n```"))
        (kill-buffer)))))

(ert-deftest skein-region-ask-in-the-last-chat ()
  "A question goes to the chat that was used last, with a prefix argument to a new one."
  (skein-test-with-chat nil
    (skein-test-ask "say one")
    (with-temp-buffer
      (skein-ask "count"))
    (skein-test-settled)
    (should (skein-test-shows "\n3\n"))
    (skein-ask "count")
    (skein-test-settled)
    (should (skein-test-shows "\n5\n"))
    (with-current-buffer (let ((current-prefix-arg '(4)))
                           (skein-ask "count"))
      (skein-test-settled)
      (should (skein-test-shows "\n1\n"))
      (kill-buffer))))

(ert-deftest skein-region-insert-is-one-step ()
  "An answer is written at its place while you edit, and undone at once."
  (skein-test-with-text "before\nafter\n"
    (goto-char 8)
    (skein-insert "hold")
    (skein-test-await (string-search "begun " (buffer-string)))
    (save-excursion (goto-char (point-min)) (insert "top "))
    (undo-boundary)
    (save-excursion (goto-char (point-max)) (insert "bottom"))
    (undo-boundary)
    (goto-char (point-min))
    (search-forward "beg")
    (should-error (insert "x") :type 'text-read-only)
    (skein-cancel)
    (skein-test-await (not skein-region-turns))
    (should (equal "top before\nbegun after\nbottom" (buffer-string)))
    (dolist (left '("top before\nafter\nbottom" "top before\nafter\n" "before\nafter\n"))
      (skein-test-undo)
      (should (equal left (buffer-string))))))

(ert-deftest skein-region-undone-is-unmodified ()
  "A buffer whose insertion was undone is as it was, and not modified."
  (let ((inhibit-message t))
    (skein-test-with-text "before\n"
      (set-buffer-modified-p nil)
      (goto-char (point-max))
      (skein-insert "say more")
      (skein-test-await (not skein-region-turns))
      (should (equal "before\nmore" (buffer-string)))
      (should (buffer-modified-p))
      (skein-test-undo)
      (should (equal "before\n" (buffer-string)))
      (should-not (buffer-modified-p)))))

(ert-deftest skein-region-says-how-it-ended ()
  "An answer that was cut, and one that failed, are said to be so."
  (let (said)
    (cl-letf (((symbol-function 'skein-message)
               (lambda (format &rest arguments) (push (apply #'format format arguments) said))))
      (skein-test-with-text ""
        (skein-insert "cut half")
        (skein-test-await (not skein-region-turns))
        (should (equal "skein: The answer was cut off: it reached its length limit." (car said)))
        (skein-insert "fail 400")
        (skein-test-await (not skein-region-turns))
        (should (string-prefix-p "skein: Failed: " (car said)))
        (should-not (string-search "The text so far" (car said)))
        (skein-insert "drop half")
        (skein-test-await (not skein-region-turns))
        (should (string-suffix-p "  The text so far stays; undo removes it." (car said)))))))

(ert-deftest skein-region-insert-over-a-lost-connection ()
  "An answer is written once, though the connection is lost on the way."
  (skein-test-with-text "[]"
    (goto-char 2)
    (skein-insert "hold")
    (skein-test-await (equal "[begun ]" (buffer-string)))
    (delete-process (skein-rpc-process skein--connection))
    (skein-test-await (and skein--connection (not (skein-call "ping" nil))))
    (skein-cancel)
    (skein-test-await (not skein-region-turns))
    (should (equal "[begun ]" (buffer-string)))))

(ert-deftest skein-region-typing-where-it-is-written ()
  "What is typed at the very place stays outside of what arrives."
  (skein-test-with-text "[]"
    (goto-char 2)
    (skein-insert "hold")
    (insert "a")
    (skein-test-await (equal "[abegun ]" (buffer-string)))
    (insert "b")
    (goto-char (1- (point-max)))
    (insert-and-inherit "c")
    (skein-cancel)
    (skein-test-await (not skein-region-turns))
    (should (equal "[abbegun c]" (buffer-string)))
    (skein-test-undo)
    (should (equal "[abc]" (buffer-string)))))

(ert-deftest skein-region-insert-strips-a-fence ()
  "An answer that is one code block is written without its fence."
  (should (equal "a\nb\n" (skein-region-unfenced "```python\na\nb\n```\n")))
  (should (equal "x ```a``` y" (skein-region-unfenced "x ```a``` y")))
  (should (equal "```\na\n```\ntext\n```\nb\n```" (skein-region-unfenced
                                                  "```\na\n```\ntext\n```\nb\n```"))))

(ert-deftest skein-region-cancelled-insertion ()
  "What had come when it was cancelled stays and can be edited."
  (skein-test-with-text ""
    (skein-insert "hold")
    (skein-test-await (equal "begun " (buffer-string)))
    (skein-cancel)
    (skein-test-await (not skein-region-turns))
    (should (equal "begun " (buffer-string)))
    (goto-char 3)
    (insert "x")
    (should-error (skein-cancel) :type 'user-error)))

(ert-deftest skein-region-append-sends-the-text ()
  "Appending sends the buffer along and writes at its end."
  (skein-test-with-text "one\n"
    (goto-char (point-min))
    (skein-append "go on")
    (skein-test-await (not skein-region-turns))
    (should (equal "one\nYou said: go on\n\n```\none\n```" (buffer-string)))
    (should (= 1 (point)))
    (skein-test-undo)
    (should (equal "one\n" (buffer-string)))))

(ert-deftest skein-region-killed-buffer ()
  "A buffer that is killed while it is written into does no harm."
  (let ((inhibit-message t))
    (skein-test-with-text ""
      (skein-insert "hold")
      (skein-test-await (equal "begun " (buffer-string))))
    (let ((id (car (hash-table-keys skein-turns))))
      (skein-turn-cancel id)
      (skein-test-await (= 0 (hash-table-count skein-turns))))))

(provide 'skein-region-tests)
;;; skein-region-tests.el ends here
