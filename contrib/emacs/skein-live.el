;;; skein-live.el --- A chat shows its turns, and what others do  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Whoever asks something of a thread, this buffer, another one or a shell, its
;; chat shows the turn while it runs.

;;; Code:

(require 'skein-follow)

(defun skein-live-turn (turn)
  "Show TURN of this thread, which somebody has begun, until it ends."
  (let ((id (plist-get turn :id)))
    (unless (or (gethash id skein-turns) (skein-block-find id)
                (not (skein-live--running-p turn)))
      (let ((block (skein-block-make id (or (skein-get turn :input) ""))))
        (setf (skein-block-taken block) t)
        (skein-turn-watch id (skein-live-handler block))))))

(defun skein-live-open ()
  "Show the messages of the thread, and then what is asked but not among them."
  (skein-follow-afresh #'skein-live--turns))

(defun skein-live--turns ()
  "Show what this thread is asked at the moment, or why that failed last."
  (skein-call "turn/list" (list :threadId (skein-follow-id) :limit 20)
              (skein-follow-here (answer)
                (let ((turns (append (plist-get answer :data) nil)))
                  (dolist (turn (reverse turns))
                    (when (or (skein-live--running-p turn)
                              (and (eq turn (car turns)) (skein-live--failed-p turn)))
                      (skein-live--look (plist-get turn :id))))))
              #'ignore))

(defun skein-live--running-p (turn)
  "Whether TURN has not ended."
  (member (plist-get turn :status) '("queued" "running")))

(defun skein-live--failed-p (turn)
  "Whether TURN has ended against everyone's will."
  (member (plist-get turn :status) '("failed" "interrupted")))

(defun skein-live--look (id)
  "Show the turn ID, with its question."
  (skein-call "turn/get" (list :turnId id)
              (skein-follow-here (answer) (skein-live--take (plist-get answer :turn)))
              #'ignore))

(defun skein-live--take (turn)
  "Show TURN of this thread: follow it, or say why it has failed already."
  (when-let ((again (skein-get turn :retryOf)))
    (skein-block-forget-failed again))
  (if (skein-live--failed-p turn)
      (skein-live--show-failed turn)
    (skein-live-turn turn)))

(defun skein-live--show-failed (turn)
  "Show TURN, which has failed, unless it is there."
  (let ((id (plist-get turn :id)))
    (unless (or (skein-block-find id) (skein-block-failed id))
      (let ((block (skein-block-make id (or (skein-get turn :input) ""))))
        (skein-block-restart block (or (skein-get turn :output) "")
                             (or (skein-get turn :reasoning) ""))
        (skein-live--ended block turn)))))

(defun skein-live-handler (block)
  "A handler for `skein-turn-start', to show a turn in BLOCK of this buffer.
The messages may come before the last of what the model says, and
then there is no block any more."
  (skein-follow-here (event data)
    (when (and (eq event 'accepted) (not (skein-follow-id)))
      (skein-follow-set-thread (plist-get data :thread)))
    (when (memq block skein-block-all)
      (skein-live--show block event data)
      (force-mode-line-update))))

(defun skein-live--show (block event data)
  "Show in BLOCK the DATA of EVENT."
  (pcase event
    ('accepted
     (setf (skein-block-taken block) t)
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
    ('ended (skein-live--ended block data))
    ('failed (skein-live--not-begun block data))))

(defun skein-live--ended (block turn)
  "Do what the end of TURN asks for in BLOCK."
  (when (equal "cancelled" (plist-get turn :status))
    (push (skein-block-id block) skein-view-cancelled))
  (if (> (length (plist-get turn :messageIds)) 0)
      (skein-follow-sync)
    (skein-block-settle
     block (concat (pcase (plist-get turn :status)
                     ("cancelled" "Cancelled.")
                     (status (format "%s: %s" (capitalize status)
                                     (or (skein-error-words (skein-get turn :error))
                                         "no reason is known"))))
                   "\n" (substitute-command-keys "\\<skein-mode-map>\\[skein-chat-retry]")
                   " asks again."))))

(defun skein-live--not-begun (block problem)
  "Say in BLOCK that PROBLEM kept its turn from being begun or followed.
A question that was not taken is put back as the draft, unless
there is another."
  (unless (or (skein-block-taken block) (not (string-empty-p (skein-view-draft))))
    (skein-view-set-draft (skein-block-question block)))
  (skein-block-settle block (skein-error-message problem)))

(defun skein-live--event (event)
  "Show what EVENT has changed."
  (let ((id (plist-get event :id)))
    (pcase (plist-get event :entity)
      ("thread"
       (when-let ((buffer (skein-follow-buffer id)))
         (with-current-buffer buffer (skein-follow-sync))))
      ("turn"
       (when (and (equal "created" (plist-get event :change))
                  (not (gethash id skein-turns)))
         (skein-call "turn/get" (list :turnId id) #'skein-live--began #'ignore))))))

(defun skein-live--began (answer)
  "Show the turn of ANSWER if a chat here has its thread."
  (let ((turn (plist-get answer :turn)))
    (when-let ((buffer (skein-follow-buffer (skein-get turn :threadId))))
      (with-current-buffer buffer (skein-live--take turn)))))

(defun skein-live--resync ()
  "Show in every chat what was missed."
  (dolist (buffer (skein-follow-buffers))
    (with-current-buffer buffer
      (when (skein-follow-id)
        (skein-live-open)))))

(defun skein-live-begin ()
  "Follow this buffer's thread from now on."
  (add-hook 'skein-event-functions #'skein-live--event)
  (add-hook 'skein-resync-hook #'skein-live--resync)
  (add-hook 'kill-buffer-hook #'skein-live--end nil t))

(defun skein-live--end ()
  "Stop following this buffer's thread, but not what is asked in it."
  (mapc (lambda (block) (skein-turn-forget (skein-block-id block))) skein-block-all)
  (setq skein-block-all nil)
  (unless (remq (current-buffer) (skein-follow-buffers))
    (remove-hook 'skein-event-functions #'skein-live--event)))

(provide 'skein-live)
;;; skein-live.el ends here
