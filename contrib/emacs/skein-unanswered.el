;;; skein-unanswered.el --- Questions without an answer  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; A question that failed, was interrupted, or was cancelled before any text of
;; the answer is not a message.  It is shown where it was asked, with the reason
;; and the partial answer.

;;; Code:

(require 'skein-block)

(defvar-local skein-unanswered--questions nil
  "The unanswered questions of this chat, as they are shown.
Each is a list of the turns that asked it, the oldest first.")

(defvar-local skein-unanswered--heard nil
  "What was heard here of turns that a killed daemon has less of.
An alist of the turn's id, and a list of its text and its reasoning.")

(defvar-local skein-unanswered-older nil "Whether there are messages that are not shown.")

(defun skein-unanswered--newest (question)
  "The turn that has asked QUESTION last."
  (car (last question)))

(defun skein-unanswered--after (question)
  "The sequence of the message before QUESTION."
  (or (skein-get (skein-unanswered--newest question) :afterSequence) 0))

(defun skein-unanswered-questions (entries)
  "The questions in the list ENTRIES, which has the newest first."
  (let (questions)
    (dolist (turn (reverse entries))
      (setq questions (skein-unanswered--with questions turn)))
    (sort questions (lambda (one other)
                      (< (skein-unanswered--after one) (skein-unanswered--after other))))))

(defun skein-unanswered--with (questions turn)
  "QUESTIONS with TURN, which has asked one of them again, or a new one."
  (let* ((id (plist-get turn :id))
         (again (skein-get turn :retryOf))
         (same (seq-find (lambda (question)
                           (seq-some (lambda (try) (member (plist-get try :id) (list id again)))
                                     question))
                         questions))
         (rest (seq-remove (lambda (try) (equal id (plist-get try :id))) same)))
    (append (remq same questions) (list (append rest (list turn))))))

(defun skein-unanswered-set (entries)
  "Show the questions in the list ENTRIES instead of the present ones."
  (setq skein-unanswered--questions (skein-unanswered-questions entries))
  (skein-unanswered-show))

(defun skein-unanswered-take (turn &optional said reasoning)
  "Show the question of TURN, which has ended without an answer.
SAID and REASONING are what was shown of it; neither is taken away."
  (when (< (length (skein-get turn :output)) (length said))
    (push (list (plist-get turn :id) said reasoning) skein-unanswered--heard)
    (skein-unanswered--hide (plist-get turn :id)))
  (setq skein-unanswered--questions
        (skein-unanswered--with skein-unanswered--questions turn))
  (skein-unanswered-show))

(defun skein-unanswered--hide (id)
  "Remove the question of the turn ID, if it is shown already with less."
  (pcase-dolist (`(,start ,end ,key) (nreverse (skein-view--regions 'skein-unanswered)))
    (when (member id key)
      (skein-undo-aside
        (delete-region start end)))))

(defun skein-unanswered-member (id)
  "The question of the turn ID, if it has no answer."
  (seq-find (lambda (question) (seq-some (lambda (try) (equal id (plist-get try :id))) question))
            skein-unanswered--questions))

(defun skein-unanswered-place (id)
  "Where the question of the turn ID is shown, or nil."
  (car (seq-find (lambda (region) (member id (nth 2 region)))
                 (skein-view--regions 'skein-unanswered))))

(defun skein-unanswered--key (question last)
  "The key by which QUESTION is shown: whether it was asked LAST, and the ids."
  (cons last (mapcar (lambda (try) (plist-get try :id)) question)))

(defun skein-unanswered--sequences ()
  "The sequences of the first and the last message that are shown, or nil."
  (when-let ((messages (skein-view--regions 'skein-message)))
    (cons (skein-get (nth 2 (car messages)) :sequence)
          (skein-get (nth 2 (car (last messages))) :sequence))))

(defun skein-unanswered-show ()
  "Show the questions where they were asked.
Questions among messages that are not shown are not shown either."
  (let* ((sequences (skein-unanswered--sequences))
         (first (and skein-unanswered-older (car sequences)))
         (last (or (cdr sequences) 0))
         (wanted
          (mapcar
           (lambda (question)
             (cons (skein-unanswered--key
                    question (and (>= (skein-unanswered--after question) last)
                                  (eq question (car (last skein-unanswered--questions)))))
                   question))
           (seq-filter (lambda (question)
                         (and (or (not first) (>= (skein-unanswered--after question) first))
                              (not (skein-unanswered--asked-again-p question))))
                       skein-unanswered--questions))))
    (skein-undo-aside
      (save-excursion
        (skein-unanswered--remove wanted)
        (skein-unanswered--insert wanted)))))

(defun skein-unanswered--asked-again-p (question)
  "Whether a block here asks QUESTION again at the moment."
  (seq-some (lambda (try)
              (seq-find (lambda (block) (equal (plist-get try :id) (skein-block-again block)))
                        skein-block-all))
            question))

(defun skein-unanswered--remove (wanted)
  "Remove the questions that are not WANTED, or not at their place."
  (let ((messages (skein-view--regions 'skein-message)))
    (pcase-dolist (`(,start ,end ,key) (nreverse (skein-view--regions 'skein-unanswered)))
      (let* ((question (cdr (assoc key wanted)))
             (after (and question (skein-unanswered--after question))))
        (unless (and question
                     (not (seq-find (lambda (message)
                                      (and (<= end (car message))
                                           (<= (skein-get (nth 2 message) :sequence) after)))
                                    messages)))
          (delete-region start end))))))

(defun skein-unanswered--insert (wanted)
  "Insert the WANTED questions that are not shown, each at its place."
  (let (before)
    (pcase-dolist (`(,key . ,question) (reverse wanted))
      (let ((shown (seq-find (lambda (region) (equal key (nth 2 region)))
                             (skein-view--regions 'skein-unanswered)))
            (message (seq-find (lambda (region)
                                 (< (skein-unanswered--after question)
                                    (skein-get (nth 2 region) :sequence)))
                               (skein-view--regions 'skein-message))))
        (if shown
            (setq before (car shown))
          (goto-char (min (or (car message) (marker-position skein-view--written))
                          (or before (point-max))))
          (setq before (point))
          (skein-unanswered--write key question))))))

(defun skein-unanswered--write (key question)
  "Insert QUESTION at point, with KEY as its property."
  (let ((start (point)) (is-last (= (point) skein-view--written)))
    (skein-view--heading "user" (concat (skein-minute (plist-get (car question) :queuedAt))
                                        "  not answered"))
    (skein-view--body (or (skein-get (car question) :input) ""))
    (skein-fold-context start (point))
    (skein-unanswered--write-try (car question))
    (dolist (try (cdr question))
      (insert "\n")
      (skein-unanswered--write-try try))
    (when (car key)
      (insert (propertize (substitute-command-keys
                           "\\<skein-mode-map>\\[skein-chat-retry] asks again.")
                          'face 'skein-dimmed)
              "\n"))
    (insert "\n")
    (skein-view--seal start (point) 'skein-unanswered key)
    (when is-last
      (set-marker skein-view--written (point)))))

(defun skein-unanswered--write-try (turn)
  "Insert how TURN ended, and its partial answer."
  (let* ((heard (cdr (assoc (plist-get turn :id) skein-unanswered--heard)))
         (said (or (car heard) (skein-get turn :output) ""))
         (reasoning (or (cadr heard) (skein-get turn :reasoning))))
    (when (or reasoning (not (string-empty-p said)))
      (skein-view--heading "assistant" "partial answer; not sent to the model")
      (when reasoning
        (skein-fold-reasoning reasoning))
      (unless (string-empty-p said)
        (skein-view--body said)))
    (insert (propertize (skein-ending-reason turn) 'face 'skein-failure) "\n")))

(provide 'skein-unanswered)
;;; skein-unanswered.el ends here
