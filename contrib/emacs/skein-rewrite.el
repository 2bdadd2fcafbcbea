;;; skein-rewrite.el --- Rewriting a region  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; The proposal is shown below the region, which does not change until the
;; proposal is accepted: then it is replaced, as one step of undo.

;;; Code:

(require 'skein-region)
(require 'skein-diff)

(defcustom skein-rewrite-system-prompt
  "You rewrite text.  Answer with the rewritten text alone: no explanation, no \
Markdown fence.  Keep what you were not asked to change, indentation too."
  "The system prompt of `skein-rewrite-region'."
  :type 'string
  :group 'skein)

(defconst skein-rewrite--tail 15
  "How many lines of a proposal are shown while it arrives.")

(defvar skein-rewrite-map
  (let ((map (make-sparse-keymap)))
    (define-key map (kbd "C-c C-a") #'skein-rewrite-accept)
    (define-key map (kbd "C-c C-k") #'skein-rewrite-reject)
    (define-key map (kbd "C-c C-b") #'skein-rewrite-keep-both)
    (define-key map (kbd "C-c C-d") #'skein-rewrite-diff)
    map)
  "Keymap of a buffer with a proposal.")

(define-minor-mode skein-rewrite-mode
  "Keys for a proposal that work wherever point is in the buffer."
  :keymap skein-rewrite-map)

(defun skein-rewrite--all ()
  "The proposals in this buffer."
  (save-restriction
    (widen)
    (skein-rewrite--among (overlays-in (point-min) (point-max)))))

(defun skein-rewrite--among (overlays)
  "The proposals among OVERLAYS."
  (seq-filter (lambda (overlay) (overlay-get overlay 'skein-original)) overlays))

(defun skein-rewrite--remove (overlay)
  "Remove the proposal of OVERLAY, and the keys with the last one."
  (delete-overlay overlay)
  (unless (skein-rewrite--all)
    (skein-rewrite-mode -1)))

;;;###autoload
(defun skein-rewrite-region (start end wish)
  "Let a model rewrite the text from START to END, following your WISH.
Then \\<skein-rewrite-map>\\[skein-rewrite-accept] accepts the proposal, \
\\[skein-rewrite-reject] rejects it,
\\[skein-rewrite-keep-both] keeps both texts and \\[skein-rewrite-diff] compares them."
  (interactive (progn
                 (barf-if-buffer-read-only)
                 (skein-rewrite--check (region-beginning) (region-end))
                 (list (region-beginning) (region-end)
                       (skein-region-read "Rewrite so that: "))))
  (barf-if-buffer-read-only)
  (skein-rewrite--check start end)
  (deactivate-mark)
  (let ((overlay (make-overlay start end)) (id (skein-uuid)))
    (overlay-put overlay 'skein-original (buffer-substring-no-properties start end))
    (overlay-put overlay 'skein-proposal "")
    (overlay-put overlay 'face 'skein-rewrite-old)
    (overlay-put overlay 'evaporate t)
    (overlay-put overlay 'skein-turn id)
    (skein-rewrite-mode)
    (skein-rewrite--show overlay)
    (push id skein-region-turns)
    (skein-turn-start
     (skein-params :id id
                   :input (concat wish "\n\n" (skein-region-fenced start end))
                   :systemPrompt skein-rewrite-system-prompt :model skein-model)
     (skein-leaving-watch
      (skein-follow-here (event data)
        (when (memq event '(ended failed))
          (setq skein-region-turns (delete id skein-region-turns)))
        (skein-rewrite--event overlay event data))))))

(defun skein-rewrite--check (start end)
  "Refuse an empty region from START to END."
  (when (= start end)
    (user-error "The region is empty")))

(defun skein-rewrite--event (overlay event data)
  "Show in OVERLAY the DATA of EVENT, of its turn."
  (when (overlay-buffer overlay)
    (pcase event
      ('text (skein-rewrite--propose
              overlay (concat (overlay-get overlay 'skein-proposal) data)))
      ('replaced (skein-rewrite--propose overlay (plist-get data :text)))
      ((or 'ended 'failed) (skein-rewrite--ended overlay event data)))))

(defun skein-rewrite--propose (overlay text)
  "Let TEXT be what OVERLAY proposes so far."
  (overlay-put overlay 'skein-proposal text)
  (skein-rewrite--show overlay))

(defun skein-rewrite--ended (overlay event data)
  "Handle the end of the turn of OVERLAY, by EVENT with DATA."
  (overlay-put overlay 'skein-turn nil)
  (if (and (eq event 'ended) (equal "completed" (plist-get data :status)))
      (skein-rewrite--propose
       overlay (skein-rewrite--fitted (or (skein-get data :output)
                                          (overlay-get overlay 'skein-proposal))
                                      (overlay-get overlay 'skein-original)))
    (overlay-put overlay 'skein-failure (skein-region-words event data))
    (skein-rewrite--show overlay))
  (skein-message "skein: %s" (skein-region-words event data)))

(defun skein-rewrite--fitted (text original)
  "TEXT without a fence around it, ending in as many newlines as ORIGINAL."
  (string-match "\n*\\'" original)
  (concat (string-trim-right (skein-region-unfenced text) "\n+")
          (match-string 0 original)))

(defun skein-rewrite--show (overlay)
  "Show the proposal of OVERLAY below its region."
  (let* ((running (overlay-get overlay 'skein-turn))
         (failure (overlay-get overlay 'skein-failure))
         (text (string-trim-right (overlay-get overlay 'skein-proposal) "\n+"))
         (lines (split-string text "\n"))
         (shown (if running (last lines skein-rewrite--tail) lines))
         (ends-line (string-suffix-p "\n" (overlay-get overlay 'skein-original))))
    (overlay-put
     overlay 'after-string
     (concat (if ends-line "" "\n")
             (propertize (skein-visible (string-join shown "\n")) 'face 'skein-rewrite-new)
             (if failure
                 (propertize (concat (if (string-empty-p text) "" "\n") (skein-visible failure))
                             'face 'skein-failure)
               "")
             (propertize (cond (running "\n[arriving; C-c C-k cancels]")
                               (failure "\n[C-c C-k removes this]")
                               (t "\n[C-c C-a accept, C-c C-k reject, C-c C-b both, C-c C-d diff]"))
                         'face 'skein-dimmed)
             (if ends-line "\n" "")))))

(defun skein-rewrite--here (&optional running)
  "The proposal at point, or the only one in this buffer.
Unless RUNNING, it must be complete."
  (let* ((here (skein-rewrite--among (overlays-at (point))))
         (all (skein-rewrite--all))
         (overlay (or (car here) (and (not (cdr all)) (car all)))))
    (cond ((not all)
           (skein-rewrite-mode -1)
           (user-error "The region with the proposal is gone"))
          ((not overlay) (user-error "Move point to the region with the proposal"))
          ((and (not running) (overlay-get overlay 'skein-turn))
           (user-error "The text is still arriving"))
          ((and (not running) (overlay-get overlay 'skein-failure))
           (user-error "The proposal is not complete; C-c C-k removes it"))
          (t overlay))))

(defun skein-rewrite-accept ()
  "Replace the region by the proposal."
  (interactive)
  (let* ((overlay (skein-rewrite--here))
         (start (overlay-start overlay)) (end (overlay-end overlay))
         (text (overlay-get overlay 'skein-proposal)))
    (when (or (equal (overlay-get overlay 'skein-original)
                     (buffer-substring-no-properties start end))
              (y-or-n-p "You have changed the region since; replace it? "))
      (skein-rewrite--remove overlay)
      (undo-boundary)
      (save-excursion
        (goto-char end)
        (skein-visible-insert text)
        (delete-region start end))
      (undo-boundary))))

(defun skein-rewrite-reject ()
  "Keep the region unchanged; a proposal that is still arriving is cancelled."
  (interactive)
  (let* ((overlay (skein-rewrite--here t))
         (turn (overlay-get overlay 'skein-turn)))
    (skein-rewrite--remove overlay)
    (when turn
      (skein-turn-cancel turn))))

(defun skein-rewrite-keep-both ()
  "Insert the proposal after the region and keep both."
  (interactive)
  (let ((overlay (skein-rewrite--here)))
    (undo-boundary)
    (save-excursion
      (goto-char (overlay-end overlay))
      (unless (bolp) (insert "\n"))
      (skein-visible-insert (overlay-get overlay 'skein-proposal)))
    (undo-boundary)
    (skein-rewrite--remove overlay)))

(defun skein-rewrite-diff ()
  "Compare the region with the proposal."
  (interactive)
  (let ((overlay (skein-rewrite--here)))
    (skein-diff (buffer-name) (overlay-get overlay 'skein-original)
                (overlay-get overlay 'skein-proposal))))

(provide 'skein-rewrite)
;;; skein-rewrite.el ends here
