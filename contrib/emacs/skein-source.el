;;; skein-source.el --- Where the context of a question comes from  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Buffers, regions, files, diagnostics, differences, lists of matches, threads.

;;; Code:

(require 'skein-context)
(require 'skein-threads)

(defconst skein-source--most (* 8 1024 1024)
  "How many bytes a question may have.")

(defun skein-source-language (&optional buffer)
  "The name of the language of BUFFER, as Markdown has it; empty for text."
  (with-current-buffer (or buffer (current-buffer))
    (if (derived-mode-p 'prog-mode)
        (replace-regexp-in-string "\\(?:-ts\\)?-mode\\'" "" (symbol-name major-mode))
      "")))

(defun skein-source--path (file)
  "The name of FILE for the model: below its repository, if it is in one."
  (let ((root (locate-dominating-file file ".git")))
    (if root (file-relative-name file root) (abbreviate-file-name file))))

(defun skein-source--name (buffer)
  "The name of BUFFER for the model."
  (let ((file (buffer-file-name buffer)))
    (if file (skein-source--path file) (buffer-name buffer))))

(defun skein-source--live (buffer name)
  "BUFFER, unless it was killed; it is called NAME."
  (if (buffer-live-p buffer)
      buffer
    (user-error "The buffer %s was killed; M-x skein-drop takes it away" name)))

(defun skein-source-buffer (buffer)
  "The accessible text of BUFFER."
  (let ((name (skein-source--name buffer)))
    (skein-context-make
     (lambda ()
       (with-current-buffer (skein-source--live buffer name)
         (buffer-substring-no-properties (point-min) (point-max))))
     name nil (skein-source-language buffer))))

(defun skein-source-region (start end)
  "The text from START to END, wherever that is by then."
  (let ((from (copy-marker start)) (to (copy-marker end t))
        (buffer (current-buffer)) (name (skein-source--name (current-buffer)))
        lines)
    (setq lines (lambda (format-one format-more)
                  (if (not (buffer-live-p buffer))
                      ""
                    (with-current-buffer buffer
                      (save-restriction
                        (widen)
                        (let ((first (line-number-at-pos from))
                              (last (line-number-at-pos (max from (1- to)))))
                          (if (= first last)
                              (format format-one first)
                            (format format-more first last))))))))
    (skein-context-make
     (lambda ()
       (with-current-buffer (skein-source--live buffer name)
         (save-restriction
           (widen)
           (buffer-substring-no-properties from to))))
     (lambda () (concat name (funcall lines " %d" " %d–%d")))
     (lambda () (concat name (funcall lines ", line %d" ", lines %d–%d")))
     (skein-source-language))))

(defun skein-source-file (file)
  "The text of FILE."
  (let ((file (expand-file-name file)))
    (skein-context-make (lambda () (skein-source--read file))
                        (skein-source--path file) nil
                        (skein-source--language-of file))))

(defun skein-source--language-of (file)
  "The language of FILE by its name; empty for text.
The mode itself may not be loaded."
  (let ((mode (assoc-default file auto-mode-alist #'string-match)))
    (if (and mode (symbolp mode) (not (memq mode '(text-mode fundamental-mode))))
        (replace-regexp-in-string "\\(?:-ts\\)?-mode\\'" "" (symbol-name mode))
      "")))

(defun skein-source--read (file)
  "The text of FILE, or an error if it can't be read."
  (let ((name (abbreviate-file-name file)))
    (cond ((not (file-exists-p file)) (user-error "%s does not exist" name))
          ((file-directory-p file) (user-error "%s is a folder" name))
          ((not (file-readable-p file)) (user-error "%s can't be read" name))
          ((> (file-attribute-size (file-attributes file)) skein-source--most)
           (user-error "%s is larger than a question may be" name)))
    (with-temp-buffer
      (insert-file-contents file)
      (goto-char (point-min))
      (when (or (search-forward "\0" nil t)
                (memq (coding-system-base buffer-file-coding-system) '(no-conversion raw-text)))
        (user-error "%s is not text" name))
      (buffer-string))))

(defvar flycheck-current-errors)
(defvar flycheck-mode)
(declare-function flycheck-error-line "ext:flycheck")
(declare-function flycheck-error-column "ext:flycheck")
(declare-function flycheck-error-level "ext:flycheck")
(declare-function flycheck-error-message "ext:flycheck")
(declare-function flymake-diagnostics "flymake")
(declare-function flymake-diagnostic-beg "flymake")
(declare-function flymake-diagnostic-type "flymake")
(declare-function flymake-diagnostic-text "flymake")

(defun skein-source-diagnostics (buffer)
  "What Flymake or Flycheck has found in BUFFER."
  (let ((name (skein-source--name buffer)))
    (skein-context-make
     (lambda ()
       (with-current-buffer (skein-source--live buffer name)
         (let ((lines (append (skein-source--flymake) (skein-source--flycheck))))
           (if lines
               (string-join lines "\n")
             (user-error "There are no diagnostics in %s" name)))))
     (concat name " diagnostics") (concat name ", diagnostics"))))

(defun skein-source--flymake ()
  "The diagnostics of Flymake for this buffer, as lines."
  (when (bound-and-true-p flymake-mode)
    (mapcar (lambda (diagnostic)
              (let ((place (flymake-diagnostic-beg diagnostic)))
                (save-excursion
                  (goto-char place)
                  (format "%d:%d: %s: %s" (line-number-at-pos) (1+ (current-column))
                          (string-remove-prefix ":" (symbol-name
                                                     (flymake-diagnostic-type diagnostic)))
                          (flymake-diagnostic-text diagnostic)))))
            (sort (flymake-diagnostics)
                  (lambda (one other)
                    (< (flymake-diagnostic-beg one) (flymake-diagnostic-beg other)))))))

(defun skein-source--flycheck ()
  "The diagnostics of Flycheck for this buffer, as lines."
  (when (bound-and-true-p flycheck-mode)
    (mapcar (lambda (problem)
              (format "%d:%d: %s: %s" (flycheck-error-line problem)
                      (or (flycheck-error-column problem) 1)
                      (flycheck-error-level problem) (flycheck-error-message problem)))
            flycheck-current-errors)))

(defun skein-source-diff (arguments)
  "What git diff prints with ARGUMENTS, a string, in this directory."
  (let ((folder default-directory)
        (name (string-trim (concat "git diff " arguments))))
    (skein-context-make
     (lambda ()
       (with-temp-buffer
         (let* ((default-directory folder)
                (status (apply #'process-file "git" nil t nil "--no-pager" "diff" "--no-color"
                               "--no-ext-diff" (split-string-and-unquote (or arguments "")))))
           (cond ((not (eql status 0))
                  (user-error "%s: %s" name (skein-visible (string-trim (buffer-string)))))
                 ((= (point-min) (point-max)) (user-error "%s shows no difference" name)))
           (buffer-string))))
     name nil "diff")))

(defun skein-source-quickfix ()
  "The list that `next-error' walks through, as of compilation, grep or xref."
  (let ((buffer (or (and (buffer-live-p next-error-last-buffer) next-error-last-buffer)
                    (seq-find (lambda (buffer)
                                (provided-mode-derived-p
                                 (buffer-local-value 'major-mode buffer)
                                 'compilation-mode 'occur-mode 'xref--xref-buffer-mode))
                              (buffer-list))
                    (user-error "There is no buffer of compilation, grep or xref"))))
    (skein-source-buffer buffer)))

(defun skein-source-thread (thread)
  "The conversation of THREAD."
  (let ((id (plist-get thread :id)))
    (skein-context-make
     (lambda ()
       (skein-get (skein-request "thread/export" (list :threadId id :format "markdown"))
                  :document :text))
     (skein-called thread) nil "markdown")))

(provide 'skein-source)
;;; skein-source.el ends here
