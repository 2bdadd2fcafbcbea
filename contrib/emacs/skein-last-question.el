;;; skein-last-question.el --- The last question, and removing it  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; The last question of a thread, whether it has an answer or not.

;;; Code:

(require 'skein-call)
(require 'cl-lib)

(cl-defstruct skein-last-question
  "The last question of THREAD, an id: TEXT.
SEQUENCE is that of its message, or nil when it has no answer;
TURN is the turn that asked it, if that is known."
  thread text sequence turn)

(defun skein-last-question-find (thread)
  "Return the last question of THREAD, an id, as a `skein-last-question'."
  (let* ((message (skein-last-question--message thread))
         (sequence (or (skein-get message :sequence) 0))
         (turns (plist-get (skein-request "turn/list"
                                          (list :threadId thread :unanswered t
                                                :includeTexts t :limit 1))
                           :data))
         (turn (and (> (length turns) 0) (aref turns 0))))
    (cond ((and turn (>= (or (skein-get turn :afterSequence) 0) sequence))
           (make-skein-last-question :thread thread :text (or (skein-get turn :input) "")
                                     :turn (plist-get turn :id)))
          (message
           (make-skein-last-question :thread thread :text (plist-get message :content)
                                     :sequence sequence :turn (skein-get message :turnId)))
          (t (user-error "Nothing has been asked in this thread")))))

(defun skein-last-question--message (thread)
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

(defun skein-last-question-take-back (last)
  "Remove LAST, with its answer if it has one, and quote the question."
  (let ((words (skein-quoted (skein-last-question-text last)))
        (sequence (skein-last-question-sequence last)))
    (if (not sequence)
        (progn
          (skein-request "turn/withdraw" (list :turnId (skein-last-question-turn last)))
          (skein-message "Taken back: %s, which had no answer." words))
      (let ((fork (skein-get (skein-request "thread/revert"
                                            (list :threadId (skein-last-question-thread last)
                                                  :throughSequence (1- sequence)))
                             :fork)))
        (skein-message "Taken back: %s.%s" words
                       (if fork
                           (format "  The thread as it was is version %d: M-x skein-versions"
                                   (plist-get fork :number))
                         ""))))))

(provide 'skein-last-question)
;;; skein-last-question.el ends here
