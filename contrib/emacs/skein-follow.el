;;; skein-follow.el --- A chat shows what its thread holds  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Whoever writes to a thread, this buffer, another one or a shell, its chat
;; shows it: messages when they are written, and turns while they run.

;;; Code:

(require 'skein-block)
(require 'skein-turn)

(defconst skein-follow-page 100
  "How many messages a chat shows at first, and how many more at a time.")

(defvar-local skein-follow-thread nil "The thread of this chat, or nil before it has one.")
(defvar-local skein-follow--last nil "The message that was written last.")
(defvar-local skein-follow--older nil "The cursor of the messages before the first, or nil.")
(defvar-local skein-follow--state nil "What happens: nil, `syncing', or `again' to sync once more.")
(defvar-local skein-follow-trouble nil "Why the thread can't be shown, or nil.")

(defmacro skein-follow--here (arguments &rest body)
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
  "Let THREAD be this chat's."
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
                  (skein-follow--here (answer)
                    (skein-follow-set-thread (plist-get answer :thread))
                    (if skein-follow-trouble
                        (skein-follow--synced)
                      (skein-follow--list)))
                  (skein-follow--here (problem) (skein-follow--failed problem))))))

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
    (when again
      (skein-follow-sync))))

(defun skein-follow--list ()
  "Ask for the messages after the last one, which comes along as a proof.
Where it is not the same any more, the thread was reverted."
  (let ((after (skein-get skein-follow--last :sequence)))
    (skein-call "message/list"
                (append (list :threadId (skein-follow-id) :limit skein-follow-page)
                        (if after (list :afterSequence (1- after)) '(:order "desc")))
                (skein-follow--here (answer) (skein-follow--listed answer after))
                (skein-follow--here (problem) (skein-follow--failed problem)))))

(defun skein-follow--listed (answer after)
  "Show the messages of ANSWER, beginning with the sequence AFTER if given."
  (let ((messages (append (plist-get answer :data) nil)))
    (cond ((not after)
           (setq skein-follow--older (skein-get answer :nextCursor))
           (skein-follow--add (nreverse messages)))
          ((equal (skein-get (car messages) :id) (skein-get skein-follow--last :id))
           (skein-follow--add (cdr messages)))
          (t (skein-view-clear)
             (setq skein-follow--last nil)))
    (if (if after (or (not skein-follow--last) (skein-get answer :nextCursor)))
        (skein-follow--list)
      (skein-follow--synced))))

(defun skein-follow--add (messages)
  "Show MESSAGES after the others."
  (dolist (message messages)
    (skein-block-written message)
    (setq skein-follow--last message)))

(defun skein-follow-older ()
  "Show older messages; nil if there are none."
  (when-let ((cursor skein-follow--older))
    (let ((page (skein-request "message/list"
                               (list :threadId (skein-follow-id) :order "desc"
                                     :cursor cursor :limit skein-follow-page))))
      (setq skein-follow--older (skein-get page :nextCursor))
      (skein-view-prepend (nreverse (append (plist-get page :data) nil)))
      t)))

(defun skein-follow-turn (turn)
  "Show TURN of this thread, which somebody has begun, until it ends."
  (let ((id (plist-get turn :id)))
    (unless (or (gethash id skein-turns) (skein-block-find id)
                (not (member (plist-get turn :status) '("queued" "running"))))
      (let ((block (skein-block-make id (or (skein-get turn :input) ""))))
        (skein-turn-watch id (skein-follow-handler block))))))

(defun skein-follow-turns ()
  "Show what this thread is asked already."
  (skein-call "turn/list" (list :threadId (skein-follow-id) :limit 20)
              (skein-follow--here (answer)
                (seq-doseq (turn (reverse (plist-get answer :data)))
                  (when (member (plist-get turn :status) '("queued" "running"))
                    (skein-follow--look turn))))
              #'ignore))

(defun skein-follow--look (turn)
  "Show TURN, known from a list, with its question."
  (skein-call "turn/get" (list :turnId (plist-get turn :id))
              (skein-follow--here (answer)
                (skein-follow-turn (plist-get answer :turn)))
              #'ignore))

(defun skein-follow-handler (block)
  "What BLOCK, of this buffer, does with the events of its turn."
  (skein-follow--here (event data)
    (pcase event
      ('accepted
       (unless (skein-follow-id)
         (skein-follow-set-thread (plist-get data :thread)))
       (when (equal "queued" (skein-get data :turn :status))
         (skein-block-state block "queued")))
      ('started (skein-block-state block "waiting"))
      ('text (skein-block-say block data))
      ('reasoning (skein-block-think block data))
      ('replaced (skein-block-restart block (plist-get data :text)
                                      (plist-get data :reasoning)))
      ('retrying (skein-block-state
                  block (format "trying again in %.1f s: %s"
                                (/ (plist-get data :delayMs) 1000.0)
                                (skein-get data :error :message))))
      ('ended (skein-follow--ended block data))
      ('failed (skein-follow--not-begun block data)))
    (force-mode-line-update)))

(defun skein-follow--ended (block turn)
  "Do what the end of TURN asks for in BLOCK."
  (when (memq block skein-block-all)
    (if (> (length (plist-get turn :messageIds)) 0)
        (skein-follow-sync)
      (skein-block-settle
       block (pcase (plist-get turn :status)
               ("cancelled" "Cancelled.")
               (status (format "%s: %s" (capitalize status)
                               (or (skein-get turn :error :message) "no reason is known"))))))))

(defun skein-follow--not-begun (block problem)
  "Say in BLOCK that PROBLEM kept its turn from being begun or followed.
The question is put back as the draft, unless there is another."
  (when (memq block skein-block-all)
    (when (string-empty-p (skein-view-draft))
      (skein-view-set-draft (skein-block-question block)))
    (skein-block-settle block (skein-error-message problem))))

(defun skein-follow-buffers ()
  "All buffers that follow a thread."
  (seq-filter (lambda (buffer) (buffer-local-value 'skein-view--prompt buffer))
              (buffer-list)))

(defun skein-follow-buffer (id)
  "The buffer that follows the thread ID, or nil."
  (seq-find (lambda (buffer)
              (equal id (skein-get (buffer-local-value 'skein-follow-thread buffer) :id)))
            (skein-follow-buffers)))

(defun skein-follow--event (event)
  "Show what EVENT has changed."
  (let ((id (plist-get event :id)))
    (pcase (plist-get event :entity)
      ("thread"
       (when-let ((buffer (skein-follow-buffer id)))
         (with-current-buffer buffer (skein-follow-sync))))
      ("turn"
       (when (and (equal "created" (plist-get event :change))
                  (not (gethash id skein-turns)))
         (skein-call "turn/get" (list :turnId id) #'skein-follow--began #'ignore))))))

(defun skein-follow--began (answer)
  "Show the turn of ANSWER if a chat here has its thread."
  (let ((turn (plist-get answer :turn)))
    (when-let ((buffer (skein-follow-buffer (skein-get turn :threadId))))
      (with-current-buffer buffer (skein-follow-turn turn)))))

(defun skein-follow--resync ()
  "Show in every chat what was missed."
  (dolist (buffer (skein-follow-buffers))
    (with-current-buffer buffer
      (setq skein-follow--state nil)
      (when (skein-follow-id)
        (skein-follow-sync)
        (skein-follow-turns)))))

(defun skein-follow-begin ()
  "Follow this buffer's thread from now on."
  (add-hook 'skein-event-functions #'skein-follow--event)
  (add-hook 'skein-resync-hook #'skein-follow--resync)
  (add-hook 'kill-buffer-hook #'skein-follow--end nil t))

(defun skein-follow--end ()
  "Stop following this buffer's thread, but not what is asked in it."
  (mapc (lambda (block) (skein-turn-forget (skein-block-id block))) skein-block-all)
  (setq skein-block-all nil)
  (unless (remq (current-buffer) (skein-follow-buffers))
    (remove-hook 'skein-event-functions #'skein-follow--event)))

(provide 'skein-follow)
;;; skein-follow.el ends here
