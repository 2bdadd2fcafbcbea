;;; skein-verdict.el --- Accepting and rejecting what is proposed  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; The commands for proposals, and their keys, which work anywhere in a buffer
;; with a proposal and come before those of every mode.

;;; Code:

(require 'skein-proposal-view)
(require 'skein-turn)

(defvar skein-proposal-map
  (let ((map (make-sparse-keymap)))
    (pcase-dolist (`(,key . ,command)
                   '(("C-c C-a" . skein-accept) ("C-c C-k" . skein-reject)
                     ("C-c C-y" . skein-accept-hunk) ("C-c C-j" . skein-reject-hunk)
                     ("C-c C-n" . skein-next-hunk) ("C-c C-p" . skein-previous-hunk)
                     ("C-c C-r" . skein-refine) ("C-c C-d" . skein-diff)
                     ("C-c C-b" . skein-keep-both)))
      (define-key map (kbd key) command))
    map)
  "Keymap of a buffer with a proposal.")

(define-minor-mode skein-proposal-mode
  "The keys of a buffer with a proposal; on while there is one.
\\{skein-proposal-map}"
  :lighter " Proposal")
(put 'skein-proposal-mode 'permanent-local t)

;; Minor modes would lose against text properties of Org, and against each other.
(defvar skein-verdict--keys (list (cons 'skein-proposal-mode skein-proposal-map))
  "The keymap, for `emulation-mode-map-alists'.")
(add-to-list 'emulation-mode-map-alists 'skein-verdict--keys)

(defvar-local skein-verdict-proposal nil
  "The proposal that a buffer shows which is not its own.")

(defun skein-verdict-here ()
  "The proposal that the commands mean here."
  (if skein-verdict-proposal
      (if (skein-proposal-alive-p skein-verdict-proposal)
          skein-verdict-proposal
        (user-error "This proposal has ended"))
    (or (skein-proposal-nearest)
        (progn (skein-proposal-mode -1)
               (user-error "There is no proposal in this buffer")))))

(defun skein-verdict-complete ()
  "The proposal that the commands mean here, which must be complete."
  (let ((proposal (skein-verdict-here)))
    (when (skein-proposal-turn proposal)
      (user-error "The text is still arriving"))
    (unless (skein-proposal-text proposal)
      (user-error "The proposal is not complete; C-c C-k removes it, C-c C-r asks otherwise"))
    (skein-proposal-settle proposal)
    proposal))

(defmacro skein-verdict--in (proposal &rest body)
  "Run BODY in the buffer of PROPOSAL, which must be writable."
  (declare (indent 1) (debug t))
  `(with-current-buffer (skein-proposal-alive-p ,proposal)
     (barf-if-buffer-read-only)
     ,@body))

(defun skein-verdict-hunk (proposal)
  "The hunk of PROPOSAL at or nearest to point."
  (let ((hunks (or (skein-proposal-hunks proposal)
                   (user-error "The text is as it is proposed"))))
    (if skein-verdict-proposal
        (or (get-text-property (point) 'skein-hunk)
            (user-error "There is no hunk here; C-c C-n goes to the next"))
      (let ((here (- (point) (skein-proposal-start proposal))))
        (car (seq-sort-by (lambda (hunk)
                            (max 0 (- (skein-hunk-start hunk) here)
                                 (- here (max (skein-hunk-start hunk)
                                              (1- (skein-hunk-end hunk))))))
                          #'< hunks))))))

(defun skein-verdict-refresh (proposal)
  "Compare PROPOSAL, if it is complete, and show it while it lasts."
  (when (skein-proposal-alive-p proposal)
    (when (and (skein-proposal-text proposal) (not (skein-proposal-turn proposal)))
      (skein-proposal-compare proposal))
    (skein-proposal-show proposal)))

(add-hook 'skein-proposal-changed-functions #'skein-verdict-refresh)

(defun skein-verdict--changed (proposal)
  "Show PROPOSAL after a verdict; it ends with its last hunk."
  (skein-proposal-compare proposal)
  (if (skein-proposal-hunks proposal)
      (run-hook-with-args 'skein-proposal-changed-functions proposal)
    (skein-verdict-end proposal)))

(defun skein-verdict-end (proposal)
  "End PROPOSAL; the keys end with the last one of its buffer."
  (with-current-buffer (skein-proposal-alive-p proposal)
    (skein-proposal-drop proposal)
    (unless skein-proposals
      (skein-proposal-mode -1)))
  (run-hook-with-args 'skein-proposal-changed-functions proposal))

(defun skein-accept ()
  "Write all that is proposed into the region, as one step of undo."
  (interactive)
  (let ((proposal (skein-verdict-complete)))
    (skein-verdict--in proposal
      (skein-proposal-take proposal (skein-proposal-hunks proposal))
      (skein-verdict-end proposal))))

(defun skein-accept-hunk ()
  "Write the hunk at or nearest to point into the region."
  (interactive)
  (let* ((proposal (skein-verdict-complete)) (hunk (skein-verdict-hunk proposal)))
    (skein-verdict--in proposal
      (skein-proposal-take proposal (list hunk))
      (skein-verdict--changed proposal))))

(defun skein-reject-hunk ()
  "Leave the lines of the hunk at or nearest to point as they are."
  (interactive)
  (let* ((proposal (skein-verdict-complete)) (hunk (skein-verdict-hunk proposal)))
    (skein-proposal-leave proposal hunk)
    (skein-verdict--changed proposal)))

(defun skein-reject ()
  "Leave the region as it is; a proposal that is still arriving is cancelled."
  (interactive)
  (let* ((proposal (skein-verdict-here)) (turn (skein-proposal-turn proposal)))
    (skein-verdict-end proposal)
    (when turn
      (skein-turn-cancel turn))))

(defun skein-keep-both ()
  "Insert what is proposed after the region and keep both."
  (interactive)
  (let ((proposal (skein-verdict-complete)))
    (skein-verdict--in proposal
      (undo-boundary)
      (save-excursion
        (save-restriction
          (widen)
          (goto-char (skein-proposal-end proposal))
          (unless (bolp) (insert "\n"))
          (skein-visible-insert (skein-proposal-text proposal))))
      (undo-boundary)
      (skein-verdict-end proposal))))

(defun skein-verdict--go (sign)
  "Go to the next hunk, or with a negative SIGN to the previous one."
  (let* ((proposal (skein-verdict-complete))
         (places (mapcar (lambda (hunk)
                           (+ (skein-proposal-start proposal) (skein-hunk-start hunk)))
                         (skein-proposal-hunks proposal)))
         (place (if (> sign 0)
                    (seq-find (lambda (place) (> place (point))) places)
                  (seq-find (lambda (place) (< place (point))) (reverse places)))))
    (goto-char (or place (user-error "There is no %s hunk"
                                     (if (> sign 0) "further" "earlier"))))))

(defun skein-next-hunk ()
  "Go to the next hunk of the proposal."
  (interactive)
  (if skein-verdict-proposal
      (skein-verdict--go-beside 1)
    (skein-verdict--go 1)))

(defun skein-previous-hunk ()
  "Go to the previous hunk of the proposal."
  (interactive)
  (if skein-verdict-proposal
      (skein-verdict--go-beside -1)
    (skein-verdict--go -1)))

(defun skein-verdict--go-beside (sign)
  "Go to the next hunk in a buffer side by side, or with a negative SIGN back."
  (let ((place (point)) (here (get-text-property (point) 'skein-hunk)) found)
    (while (and (not found) (= 0 (forward-line sign)))
      (let ((hunk (get-text-property (point) 'skein-hunk)))
        (cond ((not hunk) (setq here nil))
              ((not (eq hunk here)) (setq found t)))))
    (unless found
      (goto-char place)
      (user-error "There is no %s hunk" (if (> sign 0) "further" "earlier")))))

(provide 'skein-verdict)
;;; skein-verdict.el ends here
