;;; skein-live.el --- A chat shows the running turns of its thread  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; A chat shows the turns of its thread while they run, whether they were begun
;; in this buffer, in another one or in a shell.

;;; Code:

(require 'skein-reasoning)
(require 'skein-retrying)
(require 'skein-context)

(defun skein-live-turn (turn)
  "Show TURN of this thread, of any client, until it ends."
  (let ((id (plist-get turn :id)) (again (skein-get turn :retryOf)))
    (unless (or (gethash id skein-turns) (skein-block-find id)
                (not (skein-live--running-p turn)))
      (let ((block (skein-block-make id (or (skein-get turn :input) "") again
                                     (skein-live--answered-p again))))
        (setf (skein-block-taken block) t)
        (skein-unanswered-show)
        (skein-turn-watch id (skein-live-handler block))))))

(defun skein-live--answered-p (id)
  "Whether the turn ID, if there is one, is shown here with its answer."
  (and id (seq-find (lambda (region) (equal id (skein-get (nth 2 region) :turnId)))
                    (skein-view--regions 'skein-message))))

(defun skein-live-open ()
  "Show the messages of the thread, then each running turn."
  (setq skein-follow--state 'syncing)
  (skein-call "turn/list" (list :threadId (skein-follow-id) :limit 200)
              (skein-follow-here (answer)
                (let ((turns (append (plist-get answer :data) nil)))
                  (mapc #'skein-turns-note (reverse turns))
                  (skein-follow-afresh (lambda ()
                                         (skein-live--running turns)
                                         (skein-reasoning-fetch)))))
              (skein-follow-here (problem)
                (if (equal "disconnected" (skein-error-kind problem))
                    (setq skein-follow--state nil)
                  (skein-follow-afresh #'ignore)))))

(defun skein-live--running (entries)
  "Show each turn in the list ENTRIES that has not ended."
  (dolist (turn (reverse entries))
    (when (skein-live--running-p turn)
      (skein-call "turn/get" (list :turnId (plist-get turn :id))
                  (skein-follow-here (answer) (skein-live-turn (plist-get answer :turn)))
                  #'ignore))))

(defun skein-live--running-p (turn)
  "Whether TURN has not ended."
  (member (plist-get turn :status) '("queued" "running")))

(defun skein-live-handler (block)
  "A handler for `skein-turn-start', to show a turn in BLOCK of this buffer.
The messages may arrive before the last piece of the answer; then
the block no longer exists."
  (skein-follow-here (event data)
    (when (and (eq event 'accepted) (not (skein-follow-id)))
      (skein-follow-set-thread (plist-get data :thread)))
    (when (eq event 'ended)
      (skein-turns-note data)
      (skein-place-kept (skein-view-refresh (plist-get data :id))))
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
    ('retrying (skein-retrying-count-down block data))
    ('ended (skein-live--ended block data))
    ('failed (skein-live--not-begun block data))))

(defun skein-live--ended (block turn)
  "Handle the end of TURN in BLOCK."
  (cond ((> (length (plist-get turn :messageIds)) 0))
        ((skein-block-bare block)
         (skein-block-settle block (concat (skein-ending-reason turn)
                                           "\nThe answer stays as it was.")))
        (t (skein-place-kept
             (let ((said (skein-block-said block)) (reasoning (skein-block-reasoning block)))
               (skein-block-drop block)
               (skein-unanswered-take turn said reasoning)))))
  (skein-follow-sync))

(defun skein-live--not-begun (block problem)
  "Show in BLOCK that PROBLEM prevented its turn from being begun or followed.
A question that the daemon did not receive becomes the draft again,
unless there is another draft."
  (let* ((taken (skein-block-taken block))
         (again (skein-block-again block))
         (free (string-empty-p (skein-view-draft))))
    (when (and free (not taken) (not again))
      (let ((draft (skein-block-draft block)))
        (skein-view-set-draft (or (car draft) (skein-block-question block)))
        (skein-context-set (cdr draft))))
    (skein-block-settle block (skein-error-message problem) (not (or free taken again)))
    (skein-unanswered-show)))

(defun skein-live--event (event)
  "Show what EVENT has changed."
  (let ((id (plist-get event :id)))
    (pcase (plist-get event :entity)
      ("thread"
       (when-let ((buffer (skein-follow-buffer id)))
         (with-current-buffer buffer (skein-follow-sync))))
      ("turn"
       (if (equal "created" (plist-get event :change))
           (unless (gethash id skein-turns)
             (skein-call "turn/get" (list :turnId id) #'skein-live--began #'ignore))
         (skein-live--changed id))))))

(defun skein-live--began (answer)
  "Show the turn of ANSWER if a chat here has its thread."
  (let ((turn (plist-get answer :turn)))
    (when-let ((buffer (skein-follow-buffer (skein-get turn :threadId))))
      (with-current-buffer buffer
        (if (skein-live--running-p turn)
            (skein-live-turn turn)
          (skein-turns-note turn)
          (skein-view-refresh (plist-get turn :id))
          (skein-follow-sync))))))

(defun skein-live--changed (id)
  "Show the end of the turn ID, when it has no answer."
  (dolist (buffer (skein-follow-buffers))
    (with-current-buffer buffer
      (when (skein-unanswered-member id)
        (skein-follow-sync)))))

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
  "Stop following this buffer's thread; a running turn is still followed."
  (mapc (lambda (block) (skein-turn-forget (skein-block-id block))) skein-block-all)
  (setq skein-block-all nil)
  (unless (remq (current-buffer) (skein-follow-buffers))
    (remove-hook 'skein-event-functions #'skein-live--event)))

(provide 'skein-live)
;;; skein-live.el ends here
