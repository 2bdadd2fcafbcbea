;;; skein-diff.el --- A proposal side by side with its region  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; The commands for proposals work in both buffers, too.

;;; Code:

(require 'skein-side)
(require 'skein-verdict)

(defun skein-diff ()
  "Show the proposal at or nearest to point side by side with its region.
Accept and reject there as in the buffer itself."
  (interactive)
  (skein-diff--fill (skein-verdict-complete))
  (add-hook 'skein-proposal-changed-functions #'skein-diff--changed t)
  (skein-side-show)
  (message "%s" (substitute-command-keys
                 "\\<skein-proposal-map>\\[skein-accept-hunk] accepts, \
\\[skein-reject-hunk] rejects the hunk, \\[skein-accept] accepts all, q leaves")))

(defun skein-diff--fill (proposal)
  "Fill the two buffers for PROPOSAL."
  (let* ((buffer (skein-proposal-alive-p proposal)) (name (buffer-name buffer))
         (mode (buffer-local-value 'major-mode buffer)))
    (skein-side-fill (cons (concat name " now") (skein-proposal-now proposal))
                     (cons (concat name " proposed") (skein-proposal-text proposal))
                     (and (provided-mode-derived-p mode 'prog-mode) mode)
                     (skein-proposal-hunks proposal))
    (dolist (side '("*skein before*" "*skein after*"))
      (with-current-buffer side
        (setq skein-verdict-proposal proposal)
        (skein-proposal-mode)))))

(defun skein-diff--changed (proposal)
  "Show PROPOSAL again where it is side by side, or leave when it has ended."
  (let ((buffer (get-buffer "*skein after*")))
    (if (not (and buffer (eq proposal (buffer-local-value 'skein-verdict-proposal buffer))))
        (unless buffer
          (remove-hook 'skein-proposal-changed-functions #'skein-diff--changed))
      (if (and (skein-proposal-alive-p proposal) (skein-proposal-text proposal)
               (not (skein-proposal-turn proposal)))
          (skein-diff--fill proposal)
        (with-current-buffer buffer
          (skein-side-quit))))))

(provide 'skein-diff)
;;; skein-diff.el ends here
