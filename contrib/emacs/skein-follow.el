;;; skein-follow.el --- A chat shows the messages of its thread  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; The messages of the thread, of all clients.

;;; Code:

(require 'skein-unanswered)
(require 'skein-place)
(require 'skein-turn)

(defconst skein-follow-page 100
  "How many messages a chat shows at first, and how many more at a time.")

(defvar-local skein-follow-thread nil "The thread of this chat, or nil before it has one.")
(defvar-local skein-follow--last nil "The message that was written last.")
(defvar-local skein-follow--older nil "The cursor of the messages before the first, or nil.")
(defvar-local skein-follow--state nil "The state: nil, `syncing', or `again' to sync once more.")
(defvar-local skein-follow--then nil "The function to call after the next sync, or nil.")
(defvar-local skein-follow-trouble nil "Why the thread can't be shown, or nil.")

(defvar skein-follow-older-hook nil
  "Run in a chat when older messages are shown.")

(defmacro skein-follow-here (arguments &rest body)
  "A function of ARGUMENTS with BODY, for this buffer while that is alive."
  (declare (indent 1) (debug t))
  (let ((buffer (make-symbol "buffer")))
    `(let ((,buffer (current-buffer)))
       (lambda ,arguments
         (when (buffer-live-p ,buffer)
           (with-current-buffer ,buffer ,@body))))))

(defun skein-follow-id ()
  "The id of this chat's thread, or nil."
  (skein-get skein-follow-thread :id))

(defun skein-follow-set-thread (thread)
  "Make THREAD the thread of this chat."
  (setq skein-follow-thread thread
        skein-follow-trouble (and (skein-get thread :deletedAt)
                                  "deleted; M-x skein-restore brings it back"))
  (let ((name (format "*skein: %s*" (skein-title thread))))
    (unless (string-prefix-p name (buffer-name))
      (rename-buffer name t)))
  (force-mode-line-update))

(defun skein-follow-sync ()
  "Show what is new in the thread."
  (when (skein-follow-id)
    (if skein-follow--state
        (setq skein-follow--state 'again)
      (setq skein-follow--state 'syncing)
      (skein-call "thread/get" (list :threadId (skein-follow-id))
                  (skein-follow-here (answer)
                    (skein-follow-set-thread (plist-get answer :thread))
                    (if skein-follow-trouble
                        (skein-follow--synced)
                      (skein-follow--list)))
                  (skein-follow-here (problem) (skein-follow--failed problem))))))

(defun skein-follow--failed (problem)
  "End a sync with PROBLEM."
  (setq skein-follow--state nil)
  (unless (equal (skein-error-kind problem) "disconnected")
    (setq skein-follow-trouble (skein-error-message problem)))
  (force-mode-line-update))

(defun skein-follow--synced ()
  "End a sync, and begin the next if something has changed meanwhile."
  (let ((again (eq skein-follow--state 'again)))
    (setq skein-follow--state nil)
    (force-mode-line-update)
    (cond (again (skein-follow-sync))
          (skein-follow--then
           (let ((then skein-follow--then))
             (setq skein-follow--then nil)
             (unless skein-follow-trouble
               (funcall then)))))))

(defun skein-follow-afresh (then)
  "Show what is new, also during a sync, and call THEN in this buffer."
  (setq skein-follow--then then
        skein-follow--state nil)
  (skein-follow-sync))

(defun skein-follow--list ()
  "Request the last message and those after it.
When the last message has changed, the thread was reverted."
  (let ((after (skein-get skein-follow--last :sequence)))
    (skein-call "message/list"
                (append (list :threadId (skein-follow-id) :limit skein-follow-page)
                        (if after (list :afterSequence (1- after)) '(:order "desc")))
                (skein-follow-here (answer) (skein-follow--listed answer after))
                (skein-follow-here (problem) (skein-follow--failed problem)))))

(defun skein-follow--listed (answer after)
  "Show the messages of ANSWER, beginning with the sequence AFTER if given."
  (let ((messages (append (plist-get answer :data) nil)))
    (skein-place-kept
      (cond ((not after)
             (setq skein-follow--older (skein-get answer :nextCursor))
             (skein-follow--add (nreverse messages)))
            ((equal (skein-get (car messages) :id) (skein-get skein-follow--last :id))
             (skein-follow--add (cdr messages)))
            (t (skein-view-clear)
               (setq skein-follow--last nil))))
    (if (if after (or (not skein-follow--last) (skein-get answer :nextCursor)))
        (skein-follow--list)
      (skein-follow--list-unanswered nil nil))))

(defun skein-follow--list-unanswered (entries cursor)
  "Request the unanswered questions from CURSOR on, after those in ENTRIES."
  (skein-call "turn/list"
              (skein-params :threadId (skein-follow-id) :unanswered t :includeTexts t
                            :limit 200 :cursor cursor)
              (skein-follow-here (answer)
                (let ((entries (append entries (plist-get answer :data) nil))
                      (cursor (skein-get answer :nextCursor)))
                  (if cursor
                      (skein-follow--list-unanswered entries cursor)
                    (skein-follow--show-unanswered entries)
                    (skein-follow--synced))))
              (skein-follow-here (problem) (skein-follow--failed problem))))

(defun skein-follow--show-unanswered (entries)
  "Show the unanswered questions in the list ENTRIES."
  (setq skein-unanswered-older (and skein-follow--older t))
  (skein-unanswered-set entries))

(defun skein-follow--add (messages)
  "Show MESSAGES after the others."
  (dolist (message messages)
    (skein-block-written message)
    (setq skein-follow--last message)))

(defun skein-follow--older-params ()
  "The params of message/list for the messages before the first one."
  (list :threadId (skein-follow-id) :order "desc" :cursor skein-follow--older
        :limit skein-follow-page))

(defun skein-follow-older (&optional sequence)
  "Show older messages, back to the one with SEQUENCE; nil if there are none."
  (when skein-follow--older
    (let (messages (more t))
      (while more
        (let ((page (skein-request "message/list" (skein-follow--older-params))))
          (setq messages (append messages (plist-get page :data) nil)
                skein-follow--older (skein-get page :nextCursor)
                more (and sequence skein-follow--older
                          (< sequence (plist-get (car (last messages)) :sequence))))))
      (skein-follow--prepend messages)
      t)))

(defun skein-follow--prepend (messages)
  "Show MESSAGES, the newest first, above the others."
  (skein-place-kept
    (skein-view-prepend (reverse messages))
    (setq skein-unanswered-older (and skein-follow--older t))
    (skein-unanswered-show))
  (run-hooks 'skein-follow-older-hook))

(defun skein-follow-scrolled (window start)
  "Show older messages soon when WINDOW begins at START, with the first one.
For `window-scroll-functions'."
  (when (and skein-follow--older (= start (point-min)) (not skein-follow--state))
    (let ((cursor skein-follow--older) (buffer (window-buffer window)))
      (run-at-time 0 nil
                   (lambda ()
                     (when (and (buffer-live-p buffer)
                                (equal cursor (buffer-local-value 'skein-follow--older buffer)))
                       (with-current-buffer buffer
                         (skein-call "message/list" (skein-follow--older-params)
                                     (skein-follow-here (page)
                                       (when (equal cursor skein-follow--older)
                                         (setq skein-follow--older (skein-get page :nextCursor))
                                         (skein-follow--prepend
                                          (append (plist-get page :data) nil))))
                                     #'ignore))))))))

(defun skein-follow-buffers ()
  "All buffers that follow a thread."
  (seq-filter (lambda (buffer) (buffer-local-value 'skein-view--prompt buffer))
              (buffer-list)))

(defun skein-follow-buffer (id)
  "The buffer that follows the thread ID, or nil."
  (seq-find (lambda (buffer)
              (equal id (skein-get (buffer-local-value 'skein-follow-thread buffer) :id)))
            (skein-follow-buffers)))

(provide 'skein-follow)
;;; skein-follow.el ends here
