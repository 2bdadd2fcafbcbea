;;; skein-template-tests.el --- Asking by templates  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Templates are the files of the command, filled by its rules.

;;; Code:

(require 'skein-test)
(require 'skein-template)

(defmacro skein-test-with-template (name text &rest body)
  "Run BODY with a template NAME, whose file has TEXT."
  (declare (indent 2) (debug t))
  `(let* ((folder (skein-test-shell "template" "path"))
          (file (expand-file-name (concat ,name ".md") folder)))
     (make-directory folder t)
     (write-region ,text nil file nil 'silent)
     (unwind-protect (progn ,@body)
       (delete-file file))))

(ert-deftest skein-template-asks-as-the-command-does ()
  "Parameters are asked for, the region is the input, and options go along."
  (skein-test-with-template "review"
      "---\ndescription: Look\nsystem: You review {{language}} code, {{tone}}.\nmodel: scripted-2\ndefault tone: politely\noption temperature: 0.25\n---\noptions {{input}} \\{{language}}\n"
    (let ((asked nil))
      (cl-letf (((symbol-function 'read-string)
                 (lambda (prompt &optional _initial _history default)
                   (push prompt asked)
                   (or default "Lisp"))))
        (skein-test-with-text "(car x) {{tone}}"
          (let ((transient-mark-mode t))
            (push-mark (point-min) t t)
            (goto-char (point-max))
            (save-window-excursion
              (skein-template "review")
              (should (equal '("tone (default politely): " "language: ") asked))
              (skein-test-settled)
              (skein-test-await (skein-test-shows "options (car x) {{tone}} {{language}}"))
              (should (skein-test-shows "\"model\": \"scripted-2\""))
              (should (skein-test-shows "\"temperature\": 0.25"))
              (should (equal "You review Lisp code, politely."
                             (skein-get skein-follow-thread :systemPrompt)))
              (kill-buffer)))))
      (should (equal '("review") (mapcar (lambda (template) (plist-get template :name))
                                         (skein-template-list)))))))

(ert-deftest skein-template-input ()
  "Input without a place comes behind; where it is wanted and missing, that is said."
  (let ((filled (lambda (name input)
                  (plist-get (skein-template-params (list :name name) nil input) :input))))
    (skein-test-with-template "plain" "Why?\n"
      (should (equal "Why?" (funcall filled "plain" "")))
      (should (equal "Why?\n\n-x\\1 ü" (funcall filled "plain" "-x\\1 ü"))))
    (skein-test-with-template "asking" "Why {{ input }}?\n"
      (should (equal "Why x\\1?" (funcall filled "asking" "x\\1")))
      (should (string-search "asks for input"
                             (cadr (should-error (funcall filled "asking" "") :type 'user-error)))))
    (skein-test-with-template "so" "---\ndefault input: so\n---\nWhy {{input}}?\n"
      (should (equal "Why so?" (funcall filled "so" ""))))))

(ert-deftest skein-template-that-is-none ()
  "What the command says of a name that is no template is said."
  (should (string-search "no-such" (cadr (should-error (skein-template "no-such" "x")
                                                       :type 'user-error))))
  (let ((skein-executable "/no/such/skein"))
    (should (string-search "skein-executable"
                           (cadr (should-error (skein-template-list) :type 'user-error))))))

(provide 'skein-template-tests)
;;; skein-template-tests.el ends here
