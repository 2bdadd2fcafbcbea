;;; skein-ask-here.el --- Asking in a chat  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; A question becomes a block of its chat, which follows its turn.

;;; Code:

(require 'skein-live)
(require 'skein-context)

(defvar-local skein-chat-model nil
  "The model that was chosen in this chat, or nil.
A thread that the first question creates gets this model.")

(defvar-local skein-chat-options nil
  "The options that the thread gets when the first question creates it, a plist.")

(defun skein-ask--create ()
  "Create the thread, when it is to have options, which a turn can't give it."
  (when (and skein-chat-options (not skein-follow-thread))
    (skein-follow-set-thread
     (plist-get (skein-request "thread/create"
                               (skein-params :model (or skein-chat-model skein-model)
                                             :systemPrompt skein-system-prompt
                                             :options skein-chat-options))
                :thread))))

(defun skein-ask-begin (question params &optional draft method again bare)
  "Show QUESTION, and begin its turn with PARAMS, by turn/start or METHOD.
DRAFT is the cons of words and contexts that the question was made
of; AGAIN and BARE are as for `skein-block-make'."
  (let* ((id (skein-uuid))
         (block (skein-block-make id question again bare)))
    (setf (skein-block-draft block) draft)
    (skein-block-state block "waiting")
    (skein-unanswered-show)
    (skein-turn-start (append (list :id id) params) (skein-live-handler block) method)))

(defun skein-ask-here (question &optional earlier draft)
  "Ask QUESTION, made of DRAFT, in this chat.
The model, the system prompt and the options of the turn EARLIER
hold, where that id is given."
  (skein-ask-begin
   question
   (apply #'skein-params
          :input question :threadId (skein-follow-id) :settingsOf earlier
          (cond ((not skein-follow-thread)
                 (list :model (or skein-chat-model skein-model)
                       :systemPrompt skein-system-prompt))
                (earlier (list :model skein-chat-model))))
   draft))

(defun skein-ask-about (words contexts &optional then earlier)
  "Ask WORDS about CONTEXTS in this chat, which are read before anything is asked.
THEN is called when they are read; EARLIER is as for `skein-ask-here'."
  (let ((question (skein-context-question words contexts)))
    (skein-ask--create)
    (when then
      (funcall then))
    (skein-context-set nil)
    (skein-ask-here question earlier (cons words contexts))))

(provide 'skein-ask-here)
;;; skein-ask-here.el ends here
