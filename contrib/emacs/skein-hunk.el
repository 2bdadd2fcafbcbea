;;; skein-hunk.el --- Where two texts differ  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; The differing lines of two texts, as the program diff finds them.

;;; Code:

(require 'cl-lib)
(require 'subr-x)

(cl-defstruct skein-hunk
  "Lines that differ between two texts, as offsets of characters.
The text from START to END of the first stands, in the second, from
NEW-START to NEW-END; each may be empty."
  start end new-start new-end)

(defun skein-hunk--lines (text)
  "Where each line of TEXT begins, and where the last one ends: a vector."
  (let ((place 0) (starts (list 0)))
    (while (setq place (string-search "\n" text place))
      (setq place (1+ place))
      (push place starts))
    (unless (eql (car starts) (length text))
      (push (length text) starts))
    (vconcat (nreverse starts))))

(defun skein-hunk--program (before after)
  "The output of diff for BEFORE and AFTER, or nil when it can't be run."
  (let ((old (make-temp-file "skein-before")) (new (make-temp-file "skein-after"))
        ;; The same characters are the same bytes, whatever they are.
        (coding-system-for-write 'utf-8-emacs-unix)
        (coding-system-for-read 'utf-8-emacs-unix)
        (default-directory temporary-file-directory))
    (unwind-protect
        (with-temp-buffer
          (write-region before nil old nil 'silent)
          (write-region after nil new nil 'silent)
          (when (memql (ignore-errors (call-process "diff" nil t nil "-a" "--normal" old new))
                       '(0 1))
            (buffer-string)))
      (delete-file old)
      (delete-file new))))

(defun skein-hunks (before after)
  "The hunks by which AFTER differs from BEFORE, in their order."
  (unless (equal before after)
    (let ((output (skein-hunk--program before after)))
      (if (not output)
          (list (make-skein-hunk :start 0 :end (length before)
                                 :new-start 0 :new-end (length after)))
        (skein-hunk--read output (skein-hunk--lines before) (skein-hunk--lines after))))))

(defun skein-hunk--read (output before after)
  "The hunks in OUTPUT of diff; BEFORE and AFTER are where the lines begin."
  (let ((place 0) hunks
        (header "^\\([0-9]+\\)\\(?:,\\([0-9]+\\)\\)?\\([acd]\\)\\([0-9]+\\)\\(?:,\\([0-9]+\\)\\)?$"))
    (while (string-match header output place)
      (setq place (match-end 0))
      (let* ((number (lambda (group)
                       (and (match-string group output)
                            (string-to-number (match-string group output)))))
             (kind (match-string 3 output))
             (old (funcall number 1)) (old-last (or (funcall number 2) old))
             (new (funcall number 4)) (new-last (or (funcall number 5) new))
             ;; Of an empty side the line before it is named.
             (old (if (equal kind "a") old (1- old)))
             (new (if (equal kind "d") new (1- new))))
        (push (make-skein-hunk :start (aref before old) :end (aref before old-last)
                               :new-start (aref after new) :new-end (aref after new-last))
              hunks)))
    (nreverse hunks)))

(provide 'skein-hunk)
;;; skein-hunk.el ends here
