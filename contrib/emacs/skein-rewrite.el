;;; skein-rewrite.el --- Rewriting a region  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; A model's answer becomes a proposal for the region, which does not change until
;; the proposal is accepted.  Another wish for the same place is asked in the
;; same thread, so the model knows what it has proposed.

;;; Code:

(require 'skein-region)
(require 'skein-verdict)
(require 'skein-diff)

(defcustom skein-rewrite-system-prompt
  "You rewrite text.  Answer with the rewritten text alone: no explanation, no \
Markdown fence.  Keep what you were not asked to change, indentation too."
  "The system prompt of `skein-rewrite-region'."
  :type 'string
  :group 'skein)

(defvar skein-rewrite-wish nil "What was wished last.")

;;;###autoload
(defun skein-rewrite-region (start end wish)
  "Let a model rewrite the text from START to END, following your WISH.
Then \\<skein-proposal-map>\\[skein-accept] accepts the proposal and \\[skein-reject] \
rejects it; \\[skein-accept-hunk] and \\[skein-reject-hunk]
do so with the hunk at point, \\[skein-refine] asks for something else, and
\\[skein-diff] compares the texts side by side."
  (interactive (progn
                 (barf-if-buffer-read-only)
                 (skein-rewrite--check (region-beginning) (region-end))
                 (list (region-beginning) (region-end)
                       (skein-region-read "Rewrite so that: "))))
  (barf-if-buffer-read-only)
  (skein-rewrite--check start end)
  (deactivate-mark)
  (setq skein-rewrite-wish wish)
  (let* ((id (skein-uuid)) (proposal (skein-proposal-begin start end id)))
    (skein-proposal-mode)
    (skein-rewrite--ask proposal id
                        (list :input (concat wish "\n\n" (skein-region-fenced start end))
                              :systemPrompt skein-rewrite-system-prompt
                              :purpose "edit"))))

(defun skein-rewrite--check (start end)
  "Refuse a region from START to END that is empty, or has a proposal."
  (when (= start end)
    (user-error "The region is empty"))
  (when (text-property-not-all start end 'read-only nil)
    (signal 'text-read-only nil))
  (when (skein-proposal-overlapping start end)
    (user-error "A proposal stands here: C-c C-r asks for something else, C-c C-k rejects it")))

(defun skein-rewrite--ask (proposal id params)
  "Begin the turn ID with PARAMS, whose answer will be PROPOSAL."
  (setf (skein-proposal-turn proposal) id
        (skein-proposal-failure proposal) nil)
  (run-hook-with-args 'skein-proposal-changed-functions proposal)
  (skein-proposal-await proposal)
  (push id skein-region-turns)
  (skein-turn-start
   (apply #'skein-params :id id :model skein-model params)
   (skein-leaving-watch
    (skein-follow-here (event data)
      (when (memq event '(ended failed))
        (setq skein-region-turns (delete id skein-region-turns)))
      (when (and (skein-proposal-alive-p proposal) (equal id (skein-proposal-turn proposal)))
        (skein-rewrite--event proposal event data))))))

(defun skein-rewrite--event (proposal event data)
  "Show in PROPOSAL the DATA of EVENT, of its turn."
  (pcase event
    ('accepted (setf (skein-proposal-thread proposal) (skein-get data :thread :id)))
    ('text (skein-proposal-add proposal data))
    ('replaced (skein-proposal-await proposal)
               (skein-proposal-add proposal (plist-get data :text)))
    ('retrying (skein-message "skein: %s" (skein-retrying-sentence data)))
    ((or 'ended 'failed) (skein-rewrite--ended proposal event data))))

(defun skein-rewrite--ended (proposal event data)
  "Handle the end of the turn of PROPOSAL, by EVENT with DATA.
When it came to nothing, an earlier proposal for the place stays."
  (let ((words (skein-region-words event data)) text)
    (if (not (and (eq event 'ended) (equal "completed" (plist-get data :status))))
        (setf (skein-proposal-failure proposal) words)
      (setq text (skein-rewrite--code (or (skein-get data :output)
                                          (skein-proposal-heard proposal))
                                      (skein-proposal-now proposal)))
      (if (string-blank-p text)
          (setf (skein-proposal-failure proposal)
                (setq words "The model answered with nothing."))
        (setf (skein-proposal-text proposal)
              (skein-rewrite--fitted text (car (last (skein-proposal-known proposal))))
              (skein-proposal-failure proposal) (skein-ending-cut data))))
    (setf (skein-proposal-turn proposal) nil)
    (run-hook-with-args 'skein-proposal-changed-functions proposal)
    (if (and (skein-proposal-text proposal) (not (skein-proposal-failure proposal)))
        (skein-message "skein: %s" (skein-rewrite--summary proposal))
      (skein-message "skein: %s" words))))

(defun skein-rewrite--summary (proposal)
  "What PROPOSAL, which is complete, would change, in a sentence."
  (let ((count (length (skein-proposal-hunks proposal))))
    (if (= count 0)
        "the proposal changes nothing"
      (format "%s proposed; C-c C-a accepts, C-c C-k rejects" (skein-counted count "change")))))

(defun skein-rewrite--code (text original)
  "TEXT, in place of ORIGINAL, without a fence around it.
A fence that ORIGINAL has stays.  In a buffer of code a single code
block is the answer, whatever is written around it."
  (let ((code (skein-region-unfenced text)))
    (when (and (skein-rewrite--fenced-p original) (not (skein-rewrite--fenced-p code)))
      (setq code text))
    (if (and (eq code text) (derived-mode-p 'prog-mode)
             (string-match "^\\(```+\\|~~~+\\)[^\n`]*\n" text))
        (let* ((fence (regexp-quote (match-string 1 text))) (start (match-end 0))
               (end (string-match (format "^%s[ \t]*$" fence) text start)))
          (if (and end (not (string-match "^\\(?:```\\|~~~\\)" text (match-end 0))))
              (substring text start end)
            text))
      code)))

(defun skein-rewrite--fenced-p (text)
  "Whether TEXT begins with a fence."
  (string-match-p "\\`[ \t\n]*\\(?:```\\|~~~\\)" text))

(defun skein-rewrite--fitted (text original)
  "TEXT ending in as many newlines as ORIGINAL."
  (string-match "\n*\\'" original)
  (concat (string-trim-right text "\n+") (match-string 0 original)))

(defun skein-refine (wish)
  "Ask with WISH for another proposal in place of the one at or nearest to point.
The model knows what it has proposed, and is told the text if you changed it."
  (interactive (progn (skein-rewrite--refinable)
                      (list (skein-region-read "Rather so that: "))))
  (let* ((proposal (skein-rewrite--refinable)) (id (skein-uuid))
         (buffer (skein-proposal-alive-p proposal))
         (thread (skein-proposal-thread proposal)))
    (setq skein-rewrite-wish wish)
    (with-current-buffer buffer
      (let ((fenced (skein-context-fenced (skein-proposal-now proposal)
                                          (skein-source-language))))
        (skein-rewrite--ask
         proposal id
         (cond ((not thread)
                (list :input (concat wish "\n\n" fenced)
                      :systemPrompt skein-rewrite-system-prompt))
               ((equal (skein-proposal-now proposal)
                       (car (last (skein-proposal-known proposal))))
                (list :input wish :threadId thread))
               (t (list :input (concat wish "\n\nThe text is now:\n\n" fenced)
                        :threadId thread))))))))

(defun skein-rewrite--refinable ()
  "The proposal here, which must not be arriving."
  (let ((proposal (skein-verdict-here)))
    (when (skein-proposal-turn proposal)
      (user-error "The text is still arriving; C-c C-k cancels it"))
    proposal))

(provide 'skein-rewrite)
;;; skein-rewrite.el ends here
