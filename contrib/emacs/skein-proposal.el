;;; skein-proposal.el --- A text that is proposed for a region  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; A proposal belongs to a region of a buffer, which it does not change.  What
;; differs is always computed from the text that the region has now, so edits
;; and undo leave the proposal valid.

;;; Code:

(require 'skein-hunk)
(require 'skein-growth)
(require 'seq)

(cl-defstruct skein-proposal
  "A text that is proposed for the region of the overlay PLACE.
TEXT is that text when it is complete, else nil; TURN is the turn that
is arriving, PIECES what has arrived of it, the newest first, TAIL its
last lines, LINES how many lines have arrived, GROWTH where they differ,
and ARRIVING the overlay where the next one comes.  FAILURE is why
it ended early.  HUNKS are what differs from the region, SHOWN their
overlays.  THREAD is the thread that knows the proposal, KNOWN the
texts that the region had by it, and TIMER computes it anew."
  id place text turn pieces tail (lines 0) growth arriving failure hunks shown thread known timer)

(defvar-local skein-proposals nil "The proposals of this buffer.")
(put 'skein-proposals 'permanent-local t)

(defvar skein-proposal-changed-functions nil
  "Functions that are called with a proposal that has changed, or ended.")

(defun skein-proposal-start (proposal)
  "Where the region of PROPOSAL begins."
  (overlay-start (skein-proposal-place proposal)))

(defun skein-proposal-end (proposal)
  "Where the region of PROPOSAL ends."
  (overlay-end (skein-proposal-place proposal)))

(defun skein-proposal-alive-p (proposal)
  "Whether PROPOSAL still belongs to a buffer."
  (overlay-buffer (skein-proposal-place proposal)))

(defun skein-proposal-now (proposal)
  "The text that the region of PROPOSAL has now."
  (with-current-buffer (skein-proposal-alive-p proposal)
    (save-restriction
      (widen)
      (buffer-substring-no-properties (skein-proposal-start proposal)
                                      (skein-proposal-end proposal)))))

(defun skein-proposal-begin (start end id)
  "Make a proposal for the text from START to END, with ID."
  (let* ((place (make-overlay start end))
         (proposal (make-skein-proposal :id id :place place)))
    (setf (skein-proposal-known proposal) (list (buffer-substring-no-properties start end)))
    (overlay-put place 'skein-proposal proposal)
    (dolist (hook '(modification-hooks insert-in-front-hooks insert-behind-hooks))
      (overlay-put place hook (list #'skein-proposal--touched)))
    (push proposal skein-proposals)
    proposal))

(defun skein-proposal-drop (proposal)
  "End PROPOSAL; the region stays as it is."
  (when (timerp (skein-proposal-timer proposal))
    (cancel-timer (skein-proposal-timer proposal)))
  (mapc #'delete-overlay (skein-proposal-shown proposal))
  (when (skein-proposal-arriving proposal)
    (delete-overlay (skein-proposal-arriving proposal)))
  (setq skein-proposals (delq proposal skein-proposals))
  (delete-overlay (skein-proposal-place proposal)))

(defun skein-proposal-distance (proposal)
  "How far from point the region of PROPOSAL is."
  (max 0 (- (skein-proposal-start proposal) (point)) (- (point) (skein-proposal-end proposal))))

(defun skein-proposal-nearest ()
  "The proposal of this buffer at or nearest to point, or nil."
  (car (seq-sort-by #'skein-proposal-distance #'< skein-proposals)))

(defun skein-proposal-overlapping (start end)
  "A proposal of this buffer for a part of the text from START to END, or nil."
  (seq-find (lambda (proposal)
              (and (< (skein-proposal-start proposal) end)
                   (< start (skein-proposal-end proposal))))
            skein-proposals))

(defun skein-proposal-changed-p (proposal)
  "Whether the region of PROPOSAL has been edited since it was asked for."
  (not (member (skein-proposal-now proposal) (skein-proposal-known proposal))))

(defun skein-proposal-compare (proposal)
  "Compute the hunks of PROPOSAL, which is complete, from the present text."
  (setf (skein-proposal-hunks proposal)
        (skein-hunks (skein-proposal-now proposal) (skein-proposal-text proposal))))

(defun skein-proposal-new-text (proposal hunk)
  "The proposed text of HUNK in PROPOSAL."
  (substring (skein-proposal-text proposal)
             (skein-hunk-new-start hunk) (skein-hunk-new-end hunk)))

;; Undo puts text back at positions, and text at the very end of the region
;; would be outside of it.  So the undo list also holds the region's limits.

(defvar skein-proposal--own nil "Whether a proposal itself changes its region now.")

(defconst skein-proposal--pause 0.2
  "How many seconds after an edit a proposal is compared again.")

(defun skein-proposal--touched (place after start end &optional _length)
  "Note a change of PLACE, an overlay, from START to END.
AFTER is whether it has been made."
  (let ((proposal (overlay-get place 'skein-proposal)))
    (cond (skein-proposal--own)
          (after (skein-proposal--later proposal))
          ((and (< start end)
                (or (>= end (overlay-end place)) (< start (overlay-start place))))
           (skein-proposal--note-limits proposal)))))

(defun skein-proposal--note-limits (proposal)
  "Let undo, when it comes to this place, restore the limits of PROPOSAL."
  (when (listp buffer-undo-list)
    (push (list 'apply 'skein-proposal--restore-limits (skein-proposal-id proposal)
                (cons (skein-proposal-start proposal) (skein-proposal-end proposal)))
          buffer-undo-list)))

(defun skein-proposal--restore-limits (id limits)
  "Give the proposal ID the LIMITS, a pair, and let redo do it too."
  (push (list 'apply 'skein-proposal--restore-limits id (cons (car limits) (cdr limits)))
        buffer-undo-list)
  (when-let ((proposal (seq-find (lambda (proposal) (equal id (skein-proposal-id proposal)))
                                 skein-proposals)))
    (move-overlay (skein-proposal-place proposal)
                  (min (car limits) (point-max)) (min (cdr limits) (point-max)))
    (skein-proposal--later proposal)))

(defun skein-proposal--later (proposal)
  "Compare PROPOSAL again in a moment."
  (unless (timerp (skein-proposal-timer proposal))
    (setf (skein-proposal-timer proposal)
          (run-at-time skein-proposal--pause nil #'skein-proposal-settle proposal))))

(defun skein-proposal-settle (proposal)
  "Compare PROPOSAL now, if its region has changed."
  (when (timerp (skein-proposal-timer proposal))
    (cancel-timer (skein-proposal-timer proposal))
    (setf (skein-proposal-timer proposal) nil)
    (when (skein-proposal-alive-p proposal)
      (with-current-buffer (skein-proposal-alive-p proposal)
        (run-hook-with-args 'skein-proposal-changed-functions proposal)))))

(defun skein-proposal-take (proposal hunks)
  "Write HUNKS of PROPOSAL into its region, as one step of undo."
  (undo-boundary)
  (save-restriction
    (widen)
    (let ((skein-proposal--own t)
          (next (skein-proposal--next proposal)))
      (skein-proposal--note-limits proposal)
      (when next (skein-proposal--note-limits next))
      ;; From the last to the first, so that the offsets stay right.
      (dolist (hunk (reverse hunks))
        (skein-proposal--replace proposal hunk next))
      (skein-proposal--note-limits proposal)
      (when next (skein-proposal--note-limits next))))
  (undo-boundary)
  (push (skein-proposal-now proposal) (skein-proposal-known proposal)))

(defun skein-proposal--next (proposal)
  "The proposal whose region begins where that of PROPOSAL ends, or nil.
What is inserted there would be in both."
  (seq-find (lambda (other)
              (and (not (eq other proposal))
                   (= (skein-proposal-start other) (skein-proposal-end proposal))))
            skein-proposals))

(defun skein-proposal--replace (proposal hunk next)
  "Write HUNK into the region of PROPOSAL, which that of NEXT follows."
  (let* ((start (skein-proposal-start proposal)) (end (skein-proposal-end proposal))
         (from (+ start (skein-hunk-start hunk))) (to (+ start (skein-hunk-end hunk)))
         (new (skein-proposal-new-text proposal hunk))
         (length (and next (- (skein-proposal-end next) (skein-proposal-start next)))))
    (save-excursion
      (goto-char from)
      (delete-region from to)
      (skein-proposal--insert new))
    (setq end (+ end (- (length new) (- to from))))
    (move-overlay (skein-proposal-place proposal) start end)
    (when next
      (move-overlay (skein-proposal-place next) end (+ end length)))))

(declare-function skein-visible-insert "skein-visible")

(defun skein-proposal--insert (text)
  "Insert TEXT as that of a model."
  (skein-visible-insert text))

(defun skein-proposal-leave (proposal hunk)
  "Let PROPOSAL have, in place of HUNK, what the region has."
  (let ((text (skein-proposal-text proposal)))
    (setf (skein-proposal-text proposal)
          (concat (substring text 0 (skein-hunk-new-start hunk))
                  (substring (skein-proposal-now proposal)
                             (skein-hunk-start hunk) (skein-hunk-end hunk))
                  (substring text (skein-hunk-new-end hunk))))))

(provide 'skein-proposal)
;;; skein-proposal.el ends here
