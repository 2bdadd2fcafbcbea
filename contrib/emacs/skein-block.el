;;; skein-block.el --- A turn in a chat until it is written  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Blocks are between the written messages and the prompt, and grow while an
;; answer arrives.  When its turn ends, a block is replaced by the messages, or
;; stays where it is and shows why there are none.

;;; Code:

(require 'skein-view)

(cl-defstruct skein-block
  "A turn that is not written yet.
BEGIN and END are its limits, REPLY and TEXT those of its answer;
DONE is the end of the fontified part.  FOLD covers the reasoning,
and NOTE shows the state.  TAKEN is whether the daemon has the
question, AGAIN the turn that it retries, and BARE whether that
turn is shown above with its answer.  DRAFT has the words and the
contexts of which the question was made."
  id draft question taken again bare begin reply text end done fold note)

(defvar-local skein-block-all nil "The blocks of this chat, from top to bottom.")

(defvar-local skein-block--reasoning nil
  "The last turn whose block was replaced, and its reasoning.")

(defvar skein-again-edited)

(defun skein-block-keys ()
  "Update the line above the prompt that names the keys."
  (skein-view-keys (cond (skein-block-all 'running)
                         (skein-again-edited 'editing))))

(defun skein-block-make (id question &optional again bare)
  "Add a block for the turn ID, which asks QUESTION.
AGAIN is the turn that it retries; with BARE the question is not
shown, because it is above."
  (skein-undo-aside
    (save-excursion
      (goto-char skein-view--prompt)
      (let ((begin (point)) (block (make-skein-block :id id :question question
                                                      :again again :bare bare)))
        (unless bare
          (skein-view--heading "user")
          (skein-view--body question)
          (skein-fold-context begin (point)))
        (skein-view--heading "assistant" (and bare "once more"))
        (let ((reply (point)))
          (insert "\n\n")
          (skein-view--seal begin (point))
          (setf (skein-block-begin block) (copy-marker begin t)
                (skein-block-reply block) (copy-marker reply)
                (skein-block-done block) (copy-marker reply)
                (skein-block-text block) (copy-marker reply t)
                (skein-block-end block) (copy-marker (point))
                (skein-block-note block) (make-overlay reply (1+ reply))))
        (setq skein-block-all (append skein-block-all (list block)))
        (skein-block-keys)
        block))))

(defun skein-block-find (id)
  "The block of the turn ID, or nil."
  (cl-find id skein-block-all :key #'skein-block-id :test #'equal))

(defun skein-block-at (position)
  "The block at POSITION, or nil."
  (seq-find (lambda (block) (<= (skein-block-begin block) position
                                (1- (skein-block-end block))))
            skein-block-all))

(defun skein-block-say (block text)
  "Add TEXT to the answer of BLOCK."
  (unless (string-empty-p text)
    (skein-block--write block text)
    (skein-block-state block nil)))

(defun skein-block--write (block text)
  "Insert TEXT at the end of the answer of BLOCK."
  (skein-undo-aside
    (save-excursion
      (goto-char (skein-block-text block))
      (let ((start (point)))
        (skein-soft-insert text)
        (skein-view--seal start (point)))
      (set-marker (skein-block-done block)
                  (skein-markdown-fontify (skein-block-done block) (point))))))

(defun skein-block-think (block text)
  "Add TEXT to the reasoning of BLOCK."
  (unless (string-empty-p text)
    (skein-undo-aside
      (save-excursion
        (if-let ((fold (skein-block-fold block)))
            (progn
              (goto-char (overlay-end fold))
              (skein-soft-insert (propertize text 'face 'skein-dimmed 'read-only t)))
          (goto-char (skein-block-reply block))
          (setf (skein-block-fold block) (skein-fold-reasoning text))
          (skein-view--seal (skein-block-reply block) (point))
          (when (< (skein-block-done block) (point))
            (set-marker (skein-block-done block) (point))))))
    (skein-block-state block "reasoning")))

(defun skein-block-restart (block text reasoning)
  "Replace the content of BLOCK by REASONING and TEXT."
  (skein-undo-aside
    (delete-region (skein-block-reply block) (skein-block-text block)))
  (setf (skein-block-fold block) nil)
  (set-marker (skein-block-done block) (skein-block-reply block))
  (skein-block-think block reasoning)
  (skein-block-say block text))

(defun skein-block-state (block state)
  "Show STATE, a string or nil, at the end of the answer in BLOCK."
  (let ((note (skein-block-note block)) (end (skein-block-text block))
        (state (and state (skein-visible state))))
    (move-overlay note end (1+ end))
    (overlay-put note 'before-string
                 (and state (propertize (format "[%s]" state) 'face 'skein-dimmed)))
    (overlay-put note 'skein-state state)))

(defun skein-block-reasoning (block)
  "The reasoning in BLOCK, or nil."
  (when-let ((fold (skein-block-fold block)))
    (skein-fold-text fold)))

(defun skein-block-said (block)
  "The answer in BLOCK so far."
  (skein-soft-plain
   (if-let ((fold (skein-block-fold block)))
       (min (1+ (overlay-end fold)) (skein-block-text block))
     (skein-block-reply block))
   (skein-block-text block)))

(defun skein-block-drop (block)
  "Remove BLOCK."
  (skein-undo-aside
    (delete-overlay (skein-block-note block))
    (delete-region (skein-block-begin block) (skein-block-end block)))
  (setq skein-block-all (delq block skein-block-all))
  (skein-block-keys))

(defun skein-block-written (message)
  "Put MESSAGE after the written ones.
The block of its turn, which shows the question too, is replaced
by the first of the two messages and passes its reasoning to the other."
  (let* ((turn (skein-get message :turnId))
         (block (and turn (skein-block-find turn))))
    (when block
      (setq skein-block--reasoning (cons turn (skein-block-reasoning block)))
      (skein-block-drop block))
    (skein-view-append message
                       (and turn (equal turn (car skein-block--reasoning))
                            (equal "assistant" (plist-get message :role))
                            (cdr skein-block--reasoning)))))

(defun skein-block-settle (block why &optional unsent)
  "Keep BLOCK in the chat, and show WHY its turn can't be followed.
With UNSENT only the block has the question."
  (skein-undo-aside
    (save-excursion
      (delete-overlay (skein-block-note block))
      (goto-char (skein-block-text block))
      (unless (bolp) (insert "\n"))
      (insert (propertize (skein-visible why) 'face 'skein-failure) "\n")
      (delete-region (point) (skein-block-end block))
      (insert "\n")
      (let ((text (delete-and-extract-region (skein-block-begin block) (point)))
            (start (marker-position skein-view--written)))
        (goto-char start)
        (insert text)
        (skein-view--seal start (point)
                          'skein-unsent (and unsent (skein-block-question block)))
        (set-marker skein-view--written (point)))))
  (setq skein-block-all (delq block skein-block-all))
  (skein-block-keys))

(defun skein-block-unsent ()
  "The last question that was never asked: its start, end and text, or nil."
  (car (last (skein-view--regions 'skein-unsent))))

(provide 'skein-block)
;;; skein-block.el ends here
