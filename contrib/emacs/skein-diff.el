;;; skein-diff.el --- A text before and after  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; The difference of two texts, with the name of the changed one as heading.

;;; Code:

(require 'skein-visible)
(require 'diff-mode)

(defun skein-diff (name before after)
  "Show how BEFORE, the text of NAME, differs from AFTER."
  (let ((old (make-temp-file "skein-before")) (new (make-temp-file "skein-after"))
        (coding-system-for-write 'utf-8-unix) (coding-system-for-read 'utf-8-unix)
        (name (replace-regexp-in-string "[\n\t]" " " name)))
    (unwind-protect
        (with-current-buffer (get-buffer-create "*skein diff*")
          (write-region before nil old nil 'silent)
          (write-region after nil new nil 'silent)
          (let ((inhibit-read-only t) (default-directory temporary-file-directory))
            (erase-buffer)
            (call-process "diff" nil t nil "-u" "--label" (concat name " before")
                          "--label" (concat name " after") old new)
            (skein-visible-mark (point-min) (point-max)))
          (diff-mode)
          (setq buffer-read-only t)
          (goto-char (point-min))
          (display-buffer (current-buffer)))
      (delete-file old)
      (delete-file new))))

(provide 'skein-diff)
;;; skein-diff.el ends here
