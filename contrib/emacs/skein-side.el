;;; skein-side.el --- Two texts side by side  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Two buffers in two windows, line by line beside each other, which move
;; together.

;;; Code:

(require 'skein-hunk)
(require 'skein-markdown)
(require 'skein-visible)

(defvar-local skein-side--other nil "The buffer beside this one.")
(defvar-local skein-side--before nil "The windows before the two buffers were shown.")

(defvar skein-side-mode-map (make-sparse-keymap)
  "Keymap of `skein-side-mode'.")
(define-key skein-side-mode-map (kbd "q") #'skein-side-quit)

(define-derived-mode skein-side-mode special-mode "skein-side"
  "Major mode of two texts side by side.

\\{skein-side-mode-map}"
  (setq-local truncate-lines t
              bidi-inhibit-bpa t
              revert-buffer-function #'ignore)
  (add-hook 'post-command-hook #'skein-side--together nil t))

(defun skein-side--pieces (before after hunks)
  "BEFORE and AFTER, which differ by HUNKS, in parts.
Each is a list of the two texts, and the hunk or nil."
  (let ((old 0) (new 0) parts)
    (dolist (hunk hunks)
      (push (list (substring before old (skein-hunk-start hunk))
                  (substring after new (skein-hunk-new-start hunk)) nil)
            parts)
      (push (list (substring before (skein-hunk-start hunk) (skein-hunk-end hunk))
                  (substring after (skein-hunk-new-start hunk) (skein-hunk-new-end hunk)) hunk)
            parts)
      (setq old (skein-hunk-end hunk) new (skein-hunk-new-end hunk)))
    (push (list (substring before old) (substring after new) nil) parts)
    (nreverse parts)))

(defun skein-side--insert (text lines hunk face)
  "Insert TEXT, which belongs to HUNK, in FACE, filled up to LINES."
  (let ((start (point)) (missing (- lines (skein-side--count text))))
    (unless (string-empty-p text)
      (skein-visible-insert (if (string-suffix-p "\n" text) text (concat text "\n"))))
    (when hunk
      (add-face-text-property start (point) face))
    (insert (propertize (apply #'concat (make-list missing "~\n")) 'face 'skein-dimmed))
    (put-text-property start (point) 'skein-hunk hunk)))

(defun skein-side--count (text)
  "How many lines TEXT has."
  (if (string-empty-p text)
      0
    (length (split-string (string-remove-suffix "\n" text) "\n"))))

(defun skein-side--fill (buffer name parts pick face mode)
  "Fill BUFFER, headed NAME, with what PICK takes of each of PARTS.
Changed lines have FACE; code has the faces of MODE."
  (with-current-buffer buffer
    (unless (derived-mode-p 'skein-side-mode)
      (skein-side-mode))
    (let ((inhibit-read-only t) (line (line-number-at-pos)))
      (erase-buffer)
      (dolist (part parts)
        (skein-side--insert (funcall pick part)
                            (max (skein-side--count (nth 0 part)) (skein-side--count (nth 1 part)))
                            (nth 2 part) face))
      (when (and mode (< (buffer-size) skein-markdown-code-most))
        (skein-markdown-like mode (point-min) (point-max)))
      (goto-char (point-min))
      (forward-line (1- line)))
    (setq header-line-format (concat " " (replace-regexp-in-string "%" "%%"
                                                                   (skein-visible name))))))

(defun skein-side-fill (left right mode hunks)
  "Show LEFT and RIGHT, pairs of a name and a text that differs by HUNKS.
Lines have the faces of MODE, unless it is nil.  Return the right buffer."
  (let ((parts (skein-side--pieces (cdr left) (cdr right) hunks))
        (one (get-buffer-create "*skein before*")) (other (get-buffer-create "*skein after*")))
    (skein-side--fill one (car left) parts #'car 'skein-rewrite-old mode)
    (skein-side--fill other (car right) parts #'cadr 'skein-rewrite-new mode)
    (with-current-buffer one (setq skein-side--other other))
    (with-current-buffer other (setq skein-side--other one))
    other))

(defun skein-side-show ()
  "Show the two buffers in two windows, with point at the first difference."
  (let ((before (current-window-configuration))
        (one (get-buffer "*skein before*")) (other (get-buffer "*skein after*")))
    (delete-other-windows)
    (switch-to-buffer one)
    (let ((beside (split-window-right)))
      (set-window-buffer beside other)
      (dolist (buffer (list one other))
        (with-current-buffer buffer
          (setq skein-side--before before)))
      (select-window beside)
      (goto-char (or (text-property-not-all (point-min) (point-max) 'skein-hunk nil)
                     (point-min)))
      (skein-side--together))))

(defun skein-side--together ()
  "Let the other window show the same lines."
  (when-let* ((window (and (eq (window-buffer) (current-buffer))
                           (buffer-live-p skein-side--other)
                           (get-buffer-window skein-side--other)))
              (line (line-number-at-pos))
              (top (line-number-at-pos (window-start))))
    (with-current-buffer skein-side--other
      (save-excursion
        (goto-char (point-min))
        (forward-line (1- line))
        (set-window-point window (point))
        (goto-char (point-min))
        (forward-line (1- top))
        (set-window-start window (point) t)))))

(defun skein-side-quit ()
  "Leave both buffers, and show the windows as they were."
  (interactive nil skein-side-mode)
  (let ((before skein-side--before) (other skein-side--other))
    (when (buffer-live-p other)
      (kill-buffer other))
    (kill-buffer)
    (when before
      (set-window-configuration before))))

(provide 'skein-side)
;;; skein-side.el ends here
