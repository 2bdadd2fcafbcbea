;;; skein-template.el --- Asking by a template  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Templates are files that the command skein reads; Emacs fills them by the same
;; rules, which skein(1) describes.

;;; Code:

(require 'skein-region)

(defun skein-template--command (&rest arguments)
  "What the command skein prints as JSON for ARGUMENTS."
  (let ((errors (make-temp-file "skein-errors"))
        (default-directory temporary-file-directory))
    (unwind-protect
        (with-temp-buffer
          (let ((status (condition-case problem
                            (apply #'call-process skein-executable nil (list t errors) nil
                                   (append arguments '("--json" "--no-start")))
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
  (append (plist-get (skein-template--command "template" "list") :data) nil))

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

(defconst skein-template--placeholder "\\\\?{{ *\\([A-Za-z_][A-Za-z0-9_-]*\\) *}}"
  "A placeholder, or one that a backslash keeps as text.")

(defun skein-template-fill (text values)
  "TEXT with its placeholders replaced by VALUES, an alist of names.
Nil when one has no value; what is put in is not looked through again."
  (catch 'missing
    (replace-regexp-in-string
     skein-template--placeholder
     (lambda (match)
       (if (eq (aref match 0) ?\\)
           (substring match 1)
         (or (cdr (assoc (match-string 1 match) values)) (throw 'missing nil))))
     text t t)))

(defun skein-template--mentions-input-p (template)
  "Whether TEMPLATE has a place for the input."
  (let ((place 0) (text (concat (plist-get template :body) "\n" (skein-get template :system)))
        found)
    (while (string-match skein-template--placeholder text place)
      (setq place (match-end 0))
      (when (and (equal "input" (match-string 1 text))
                 (not (eq ?\\ (aref (match-string 0 text) 0))))
        (setq found t)))
    found))

(defun skein-template-params (template values input)
  "The params of a turn that asks TEMPLATE with VALUES and INPUT."
  (let* ((defaults (plist-get template :defaults))
         (values (append (unless (string-empty-p input) (list (cons "input" input)))
                         values
                         (skein-template--alist defaults)))
         (body (skein-template-fill (plist-get template :body) values))
         (system (skein-get template :system))
         (filled (and system (skein-template-fill system values))))
    (unless (and body (or filled (not system)))
      (user-error "The template %s asks for input: give words, or mark a region"
                  (plist-get template :name)))
    (unless (or (string-empty-p input) (skein-template--mentions-input-p template))
      (setq body (if (string-empty-p body) input (concat body "\n\n" input))))
    (when (string-blank-p body)
      (user-error "The template %s asks nothing: give words" (plist-get template :name)))
    (skein-params :input body :systemPrompt filled :model (skein-get template :model)
                  :options (skein-get template :options))))

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
  (let* ((template (skein-template--command "template" "show" name))
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
