;;; skein-soft.el --- Long lines that stay fast on the screen  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; The time that Emacs needs to display a line grows with its length, up to
;; seconds for each key.  So a very long line of a message is broken by line
;; ends that belong to the display: what is copied does not have them.

;;; Code:

(require 'skein-visible)

(defconst skein-soft-most 2000
  "How many characters of a line stand together.")

(defconst skein-soft--back 500
  "How far before that a space is looked for.")

(defun skein-soft-insert (text)
  "Insert TEXT, with hidden characters shown and very long lines broken.
The breaks do not depend on the pieces in which a line arrives."
  (let ((inhibit-field-text-motion t) (start (line-beginning-position)) (end (point-marker)))
    (set-marker-insertion-type end t)
    (skein-visible-insert text)
    (goto-char start)
    (while (<= (+ (point) skein-soft-most) end)
      (let ((limit (+ (point) skein-soft-most)))
        (unless (search-forward "\n" limit t)
          (goto-char limit)
          (skip-chars-backward "^ \t" (- limit skein-soft--back))
          (when (= (point) (- limit skein-soft--back))
            (goto-char limit))
          (insert (apply #'propertize "\n" 'skein-soft t (text-properties-at (1- (point))))))))
    (goto-char end)
    (set-marker end nil)))

(defun skein-soft-plain (start end)
  "The text from START to END as it was inserted, without properties."
  (let (parts (place start))
    (while (setq start (text-property-any place end 'skein-soft t))
      (push (buffer-substring-no-properties place start) parts)
      (setq place (1+ start)))
    (push (buffer-substring-no-properties place end) parts)
    (apply #'concat (nreverse parts))))

(provide 'skein-soft)
;;; skein-soft.el ends here
