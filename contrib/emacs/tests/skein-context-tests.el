;;; skein-context-tests.el --- What goes along with a question  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Texts are added to the next question, and read when it is sent.

;;; Code:

(require 'skein-test)
(require 'skein-add)
(require 'flymake)

(defun skein-test-above ()
  "The lines above the prompt of this chat."
  (substring-no-properties (overlay-get skein-view--keys 'before-string)))

(defmacro skein-test-with-folder (&rest body)
  "Run BODY in a new folder."
  (declare (indent 0) (debug t))
  `(let ((default-directory (file-name-as-directory (make-temp-file "skein-folder" t))))
     (unwind-protect (progn ,@body)
       (delete-directory default-directory t))))

(ert-deftest skein-context-of-a-region-and-a-buffer ()
  "A region keeps its place, and is read when the question is sent."
  (let ((inhibit-message t))
    (skein-test-with-chat nil
      (skein-test-with-text "one\n(two)\nthree\n"
        (emacs-lisp-mode)
        (goto-char 5)
        (push-mark 11 t t)
        (let ((transient-mark-mode t))
          (skein-add))
        (goto-char (point-min))
        (insert "zero\n")
        (skein-add)
        (with-current-buffer chat
          (should (equal "Context: text 3 (≈ 2), text (≈ 6) · ≈ 7 tokens"
                         (car (split-string (skein-test-above) "\n"))))
          (skein-test-ask "what is it?")
          (should (string-prefix-p "C-c C-c" (skein-test-above)))
          (should (skein-test-shows "You said: what is it?\n\ntext, line 3:\n\n```emacs-lisp\n(two)\n```\n\ntext:\n\n```emacs-lisp\nzero\none\n(two)\nthree\n```\n"))
          ;; The next question has no context.
          (skein-test-ask "and now?")
          (should (skein-test-shows "You said: and now?\n")))))))

(ert-deftest skein-context-of-files ()
  "What can't be read is said before anything is asked, and the draft stays."
  (let ((inhibit-message t))
    (skein-test-with-chat nil
      (skein-test-with-folder
        (write-region "#!/bin/sh\n```\n" nil "a.sh" nil 'silent)
        (let ((coding-system-for-write 'binary))
          (write-region "\x7fELF\0\1" nil "b.sh" nil 'silent))
        (should-error (skein-add "file" "no such") :type 'user-error)
        (should-error (skein-add "file" "b.sh") :type 'user-error)
        (should-error (skein-add "file" default-directory) :type 'user-error)
        (skein-add "file" (expand-file-name "a.*"))
        (delete-file "a.sh")
        (with-current-buffer chat
          (insert "see")
          (should (string-match-p "a.sh does not exist"
                                  (cadr (should-error (skein-chat-send) :type 'user-error))))
          (should (equal "see" (skein-view-draft)))
          (should-not skein-block-all))
        (write-region "#!/bin/sh\n```\n" nil "a.sh" nil 'silent)
        (with-current-buffer chat
          (skein-chat-send)
          (skein-test-settled)
          (should (skein-test-shows "a.sh:\n\n````sh\n#!/bin/sh\n```\n````\n")))))))

(ert-deftest skein-context-of-a-killed-buffer ()
  "A buffer that was killed is taken away, by number or by name."
  (let ((inhibit-message t))
    (skein-test-with-chat nil
      (skein-test-with-text "x" (skein-add) (skein-add "buffer" (buffer-name)))
      (with-current-buffer chat
        (insert "see")
        (should (string-search "killed" (cadr (should-error (skein-chat-send)
                                                            :type 'user-error))))
        (should-error (skein-drop "7") :type 'user-error)
        (skein-drop "2")
        (should (= 1 (length skein-context-items)))
        (skein-drop "text")
        (should-error (skein-drop "text") :type 'user-error)
        (skein-chat-send)
        (skein-test-settled)
        (should (skein-test-shows "You said: see\n"))))))

(ert-deftest skein-context-of-differences ()
  "What git diff prints goes along, and an empty difference is refused."
  (let ((inhibit-message t))
    (skein-test-with-chat nil
      (skein-test-with-folder
        (write-region "one\n" nil "file" nil 'silent)
        (call-process "git" nil nil nil "init" "-q")
        (call-process "git" nil nil nil "add" "file")
        (should (string-search "no difference" (cadr (should-error (skein-add "diff" "")
                                                                   :type 'user-error))))
        (should-error (skein-add "diff" "--no-such") :type 'user-error)
        (write-region "two\n" nil "file" nil 'silent)
        (skein-add "diff" "-U0")
        (with-current-buffer chat
          (skein-test-ask "why?")
          (should (skein-test-shows "git diff -U0:\n\n```diff\n"))
          (should (skein-test-shows "-one\n+two\n```")))))))

(ert-deftest skein-context-of-lists-and-threads ()
  "Diagnostics, matches and other threads go along."
  (let ((inhibit-message t))
    (skein-test-with-chat nil
      (skein-test-with-text "one\ntwo\n"
        (should-error (skein-add "diagnostics") :type 'user-error)
        (setq-local flymake-mode t)
        (cl-letf (((symbol-function 'flymake-diagnostics)
                   (lambda () (list (flymake-make-diagnostic (current-buffer) 5 8 :error "No.")))))
          (skein-add "diagnostics")
          (with-current-buffer (generate-new-buffer "*grep*")
            (insert "a:1:x")
            (setq next-error-last-buffer (current-buffer)))
          (skein-add "quickfix")
          (let ((thread (skein-test-thread "Wool")))
            (skein-call "message/append" (list :threadId (plist-get thread :id) :role "user"
                                               :content "Is it warm?"))
            (skein-add "thread" "Wool"))
          (with-current-buffer chat
            (skein-test-ask "so?")
            (skein-test-in-order "text, diagnostics:\n\n```\n2:1: error: No.\n```"
                                 "*grep*:\n\n```\na:1:x\n```" "“Wool”:\n\n```markdown"
                                 "Is it warm?"))
          (kill-buffer "*grep*")
          (setq next-error-last-buffer nil))))))

(ert-deftest skein-context-comes-back-with-the-draft ()
  "When no daemon can be started, the words come back, and what went along."
  (let ((inhibit-message t))
    (skein-test-with-chat nil
      (skein-test-with-text "x"
        (skein-add)
        (with-current-buffer chat
          (skein-test-shell "daemon" "stop")
          (skein-test-await (not skein--connection))
          (let ((skein-executable "/no/such/skein"))
            (skein-test-say "see"))
          (should (equal "see" (skein-view-draft)))
          (should (= 1 (length skein-context-items))))))))

(ert-deftest skein-context-lengths ()
  "Tokens are a quarter of the bytes."
  (should (equal "≈ 0" (skein-context--tokens 0)))
  (should (equal "≈ 310" (skein-context--tokens 1240)))
  (should (equal "≈ 1.2k" (skein-context--tokens 4800))))

(provide 'skein-context-tests)
;;; skein-context-tests.el ends here
