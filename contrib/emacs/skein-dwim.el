;;; skein-dwim.el --- Rewriting what is at point  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; The region, or else the function or the paragraph at point, by a wish that can
;; be repeated elsewhere.

;;; Code:

(require 'skein-rewrite)
(require 'thingatpt)

(defun skein-dwim--bounds ()
  "The limits of what a rewriting means here, a cons."
  (cond ((use-region-p) (cons (region-beginning) (region-end)))
        ((and (derived-mode-p 'prog-mode) (bounds-of-thing-at-point 'defun)))
        ((skein-dwim--paragraph))
        (t (user-error "There is nothing to rewrite here"))))

(defun skein-dwim--paragraph ()
  "The limits of the paragraph at point, without empty lines around it."
  (when-let ((bounds (bounds-of-thing-at-point 'paragraph)))
    (save-excursion
      (goto-char (car bounds))
      (skip-chars-forward " \t\n" (cdr bounds))
      (let ((start (line-beginning-position)))
        (goto-char (cdr bounds))
        (skip-chars-backward " \t\n" start)
        (unless (bolp) (forward-line))
        (and (< start (point)) (cons start (point)))))))

;;;###autoload
(defun skein-rewrite-dwim (wish)
  "Let a model rewrite the region, or the function or paragraph at point, by WISH.
With a prefix argument, and with \\[repeat-complex-command], the last wish is asked
again for the new place."
  (interactive
   (progn
     (barf-if-buffer-read-only)
     (skein-dwim--bounds)
     (list (if (and skein-rewrite-wish current-prefix-arg)
               skein-rewrite-wish
             (skein-region-read (if skein-rewrite-wish
                                    (format "Rewrite so that (default %s): "
                                            (skein-quoted skein-rewrite-wish))
                                  "Rewrite so that: ")
                                skein-rewrite-wish)))))
  (let ((bounds (skein-dwim--bounds)))
    (skein-rewrite-region (car bounds) (cdr bounds) wish)))

(provide 'skein-dwim)
;;; skein-dwim.el ends here
