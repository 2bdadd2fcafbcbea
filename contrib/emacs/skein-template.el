;;; skein-template.el --- Asking by a template  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Templates are files that the command skein reads and fills; skein(1) describes them.

;;; Code:

(require 'skein-region)

(defun skein-template--command (input &rest arguments)
  "What the command skein prints as JSON for ARGUMENTS.
INPUT is piped in, unless it is empty."
  (let ((errors (make-temp-file "skein-errors"))
        (default-directory temporary-file-directory)
        (coding-system-for-write 'utf-8-unix)
        (coding-system-for-read 'utf-8-unix)
        (arguments (append arguments '("--json" "--no-start") (and (not (string-empty-p input)) '("-")))))
    (unwind-protect
        (with-temp-buffer
          (insert input)
          (let ((status (condition-case problem
                            (if (string-empty-p input)
                                (apply #'call-process skein-executable nil (list t errors) nil arguments)
                              (apply #'call-process-region nil nil skein-executable t (list t errors)
                                     nil arguments))
                          (file-error (user-error "%s can't be run: %s; set skein-executable"
                                                  skein-executable
                                                  (error-message-string problem))))))
            (unless (eql status 0)
              (user-error "%s" (skein-visible (with-temp-buffer
                                                (insert-file-contents errors)
                                                (string-trim (buffer-string))))))
            (json-parse-string (buffer-string) :object-type 'plist)))
      (delete-file errors))))

(defun skein-template-list ()
  "All templates."
  (append (plist-get (skein-template--command "" "template" "list") :data) nil))

(defun skein-template--read ()
  "Ask for a template by its name, and return that."
  (let* ((templates (or (skein-template-list)
                        (user-error "There are no templates; skein template edit NAME makes one")))
         (remark (lambda (name)
                   (let ((template (seq-find (lambda (template)
                                               (equal name (plist-get template :name)))
                                             templates)))
                     (propertize (concat "  " (skein-visible
                                               (or (skein-get template :description) "")))
                                 'face 'completions-annotations)))))
    (completing-read
     "Template: "
     (lambda (string predicate action)
       (if (eq action 'metadata)
           `(metadata (annotation-function . ,remark))
         (complete-with-action action
                               (mapcar (lambda (template) (plist-get template :name)) templates)
                               string predicate)))
     nil t)))

(defun skein-template-params (template values input)
  "The params of a turn that asks TEMPLATE with VALUES and INPUT."
  (apply #'skein-template--command input "template" "fill" (plist-get template :name)
         (mapcan (lambda (value) (list "--param" (concat (car value) "=" (cdr value)))) values)))

(defun skein-template--alist (members)
  "MEMBERS, a plist, as an alist whose names are strings."
  (let (all)
    (while members
      (push (cons (substring (symbol-name (pop members)) 1) (pop members)) all))
    all))

(defun skein-template--ask-values (template)
  "Ask for the parameters of TEMPLATE, one by one."
  (let ((defaults (skein-template--alist (plist-get template :defaults))))
    (mapcar (lambda (name)
              (let ((default (cdr (assoc name defaults))))
                (cons name
                      (read-string (if default
                                       (format "%s (default %s): " name (skein-visible default))
                                     (format "%s: " name))
                                   nil nil default))))
            (append (plist-get template :parameters) nil))))

;;;###autoload
(defun skein-template (name &optional words)
  "Ask the template NAME about the region, or WORDS, in a new chat.
With a prefix argument ask in the last used chat, or in this one.
Its parameters are asked for one by one."
  (interactive (list (skein-template--read)))
  (let* ((template (skein-template--command "" "template" "show" name))
         (region (and (use-region-p)
                      (buffer-substring-no-properties (region-beginning) (region-end))))
         (values (skein-template--ask-values template))
         (words (or words
                    (if region "" (read-string "Words (may be empty): "))))
         (params (skein-template-params
                  template values
                  (string-join (delete "" (list (string-trim words) (or region ""))) "\n\n")))
         (chat (if current-prefix-arg
                   (let (current-prefix-arg) (skein-region-chat))
                 (skein-chat-buffer nil))))
    (deactivate-mark)
    (with-current-buffer chat
      (skein-ask-begin (plist-get params :input)
                       (append (skein-params :threadId (skein-follow-id)) params)))
    (pop-to-buffer chat)
    (goto-char (point-max))))

(provide 'skein-template)
;;; skein-template.el ends here
