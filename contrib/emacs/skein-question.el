;;; skein-question.el --- A question of a thread, and removing it  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; A question of a chat, whether it has an answer or not: the one at point, or
;; the last one of the thread.

;;; Code:

(require 'skein-follow)
(require 'cl-lib)

(cl-defstruct skein-question
  "A question of THREAD, an id: TEXT.
SEQUENCE is that of its message, or nil when it has no answer; AFTER
is how many messages stand before it.  TURN is the turn that asked
it, if that is known."
  thread text sequence after turn)

(defun skein-question--of-message (thread message)
  "The question in THREAD, an id, whose MESSAGE this is."
  (let ((sequence (plist-get message :sequence)))
    (make-skein-question :thread thread :text (plist-get message :content)
                         :sequence sequence :after (1- sequence)
                         :turn (skein-get message :turnId))))

(defun skein-question--of-turn (thread turn)
  "The question in THREAD, an id, that TURN asked in vain."
  (make-skein-question :thread thread :text (or (skein-get turn :input) "")
                       :after (or (skein-get turn :afterSequence) 0)
                       :turn (plist-get turn :id)))

(defun skein-question-last (thread)
  "The last question of THREAD, an id."
  (let* ((message (skein-question--message thread))
         (sequence (or (skein-get message :sequence) 0))
         (turns (plist-get (skein-request "turn/list"
                                          (list :threadId thread :unanswered t
                                                :includeTexts t :limit 1))
                           :data))
         (turn (and (> (length turns) 0) (aref turns 0))))
    (cond ((and turn (>= (or (skein-get turn :afterSequence) 0) sequence))
           (skein-question--of-turn thread turn))
          (message (skein-question--of-message thread message))
          (t (user-error "Nothing has been asked in this thread")))))

(defun skein-question--message (thread)
  "The last message of a user in THREAD, an id, or nil."
  (let (found cursor (more t))
    (while (and more (not found))
      (let ((page (skein-request "message/list"
                                 (skein-params :threadId thread :order "desc" :cursor cursor
                                               :limit (if cursor 200 2)))))
        (setq found (seq-find (lambda (message) (equal "user" (plist-get message :role)))
                              (plist-get page :data))
              cursor (skein-get page :nextCursor)
              more cursor)))
    found))

(defun skein-question-at (position)
  "The question at POSITION of this chat, or the one answered there, or nil."
  (let ((thread (skein-follow-id))
        (message (get-text-property position 'skein-message))
        (unanswered (cdr (get-text-property position 'skein-unanswered))))
    (cond (unanswered
           (skein-question--of-turn
            thread (car (last (skein-unanswered-member (car unanswered))))))
          (message
           (let ((asked (seq-find (lambda (region)
                                    (and (<= (car region) position)
                                         (equal "user" (plist-get (nth 2 region) :role))))
                                  (reverse (skein-view--regions 'skein-message)))))
             (and asked (skein-question--of-message thread (nth 2 asked))))))))

(defun skein-question-through (question)
  "The sequence of the last message that belongs to QUESTION, or nil for all."
  (if-let ((sequence (skein-question-sequence question)))
      (when-let ((next (seq-find (lambda (region)
                                   (and (equal "user" (plist-get (nth 2 region) :role))
                                        (> (plist-get (nth 2 region) :sequence) sequence)))
                                 (skein-view--regions 'skein-message))))
        (1- (plist-get (nth 2 next) :sequence)))
    (skein-question-after question)))

(defun skein-question-take-back (question)
  "Remove QUESTION with what stands after it, and quote it."
  (let* ((words (skein-quoted (skein-question-text question)))
         (id (skein-question-thread question))
         (answered (skein-question-sequence question))
         (fork (skein-get (skein-request "thread/revert"
                                         (list :threadId id
                                               :throughSequence (skein-question-after question)))
                          :fork)))
    (unless answered
      (skein-request "turn/withdraw" (list :turnId (skein-question-turn question))))
    (skein-message "Taken back: %s%s%s" words (if answered "." ", which had no answer.")
                   (if fork
                       (format "  The thread as it was is version %d: M-x skein-versions"
                               (plist-get fork :number))
                     ""))))

(provide 'skein-question)
;;; skein-question.el ends here
