;;; skein-compose.el --- Writing a text in a buffer of its own  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; System prompts and descriptions have many lines, and the minibuffer is no place
;; for them.  A text that was not changed is not sent.

;;; Code:

(require 'skein-visible)

(defvar-local skein-compose--save nil "The function that saves the text of this buffer.")
(defvar-local skein-compose--before nil "The text as it was saved last.")

(defvar skein-compose-mode-map
  (let ((map (make-sparse-keymap)))
    (define-key map (kbd "C-c C-c") #'skein-compose-finish)
    (define-key map (kbd "C-x C-s") #'skein-compose-save)
    (define-key map (kbd "C-c C-k") #'skein-compose-leave)
    map)
  "Keymap of `skein-compose-mode'.")

(define-derived-mode skein-compose-mode text-mode "skein-text"
  "Major mode of a text that is kept by the daemon.

\\{skein-compose-mode-map}"
  (add-hook 'kill-buffer-query-functions #'skein-compose--may-leave-p nil t))

(defun skein-compose (name text save)
  "Edit TEXT in a buffer called NAME.
SAVE is called with the text when it is saved and has changed."
  (let ((buffer (get-buffer-create (format "*skein %s*" (skein-visible name)))))
    (pop-to-buffer buffer)
    (if (and (derived-mode-p 'skein-compose-mode) (buffer-modified-p))
        (message "You have not saved this yet")
      (skein-compose-mode)
      (erase-buffer)
      (skein-visible-insert (or text ""))
      (goto-char (point-min))
      (set-buffer-modified-p nil)
      (setq buffer-undo-list nil
            skein-compose--before (buffer-string)))
    (setq skein-compose--save save
          header-line-format
          (concat " " (substitute-command-keys
                       "\\<skein-compose-mode-map>\\[skein-compose-finish] saves, \
\\[skein-compose-leave] leaves it as it was")))))

(defun skein-compose-save ()
  "Save the text, if it has changed."
  (interactive nil skein-compose-mode)
  (let ((text (buffer-substring-no-properties (point-min) (point-max))))
    (if (equal text (substring-no-properties skein-compose--before))
        (message "Nothing has changed")
      (funcall skein-compose--save text)
      (setq skein-compose--before text)
      (message "Saved"))
    (set-buffer-modified-p nil)))

(defun skein-compose-finish ()
  "Save the text, if it has changed, and leave it."
  (interactive nil skein-compose-mode)
  (skein-compose-save)
  (quit-window t))

(defun skein-compose-leave ()
  "Leave the text without saving it."
  (interactive nil skein-compose-mode)
  (set-buffer-modified-p nil)
  (quit-window t))

(defun skein-compose--may-leave-p ()
  "Whether this buffer may be killed."
  (or (not (buffer-modified-p)) noninteractive
      (yes-or-no-p "This text is not saved; leave it? ")))

(provide 'skein-compose)
;;; skein-compose.el ends here
