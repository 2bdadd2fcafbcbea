;;; skein-turn.el --- Asking a model, and following its answer  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; A turn is followed through lost connections and restarts of the daemon: the
;; client makes its id, so sending the request twice asks once.

;;; Code:

(require 'skein-call)
(require 'cl-lib)
(require 'map)

(cl-defstruct skein-turn
  "A turn that is followed.
HEARD is how many characters of text and reasoning have arrived."
  id method params handler (seq 0) (heard 0) answered)

(defun skein-turn-start (params handler &optional method)
  "Ask a model with PARAMS of turn/start, follow the turn and return its id.
METHOD may be \"turn/retry\" instead.  HANDLER is called with an
event and its data:

`accepted'  the answer of the method, with the turn and its thread
`started'   the turn, which runs now
`text'      more of the answer
`reasoning' more of the model's reasoning
`replaced'  a plist with the whole :text and :reasoning so far
`retrying'  the params of turn/retrying
`ended'     the turn; this is the last event
`failed'    the error, when the turn can't be begun or followed;
this is the last event, too"
  (let ((id (or (plist-get params :id) (skein-uuid))))
    (skein-turn--follow
     (make-skein-turn
      :id id :method (or method "turn/start") :handler handler
      :params `(:id ,id :deltaIntervalMs ,skein-delta-interval-ms
                    ,@(map-delete (copy-sequence params) :id))))))

(defun skein-turn-watch (id handler)
  "Follow the turn ID with HANDLER, as `skein-turn-start' does, and return ID."
  (skein-turn--follow (make-skein-turn :id id :handler handler :answered t)))

(defun skein-turn-cancel (id)
  "Cancel the turn ID; its handler is called when it has ended."
  (skein-call "turn/cancel" (list :turnId id) #'ignore))

(defun skein-turn-forget (id)
  "Stop following the turn ID; the turn itself continues."
  (when (gethash id skein-turns)
    (remhash id skein-turns)
    (when skein--connection
      (skein-call "turn/unwatch" (list :turnId id) #'ignore #'ignore))))

(defun skein-turn--follow (turn)
  "Follow TURN and return its id."
  (let* ((id (skein-turn-id turn))
         ;; Connecting requests all followed turns; this one is requested here.
         (problem (condition-case problem
                      (ignore (skein-connection))
                    (skein-error problem))))
    (puthash id turn skein-turns)
    (if problem
        (skein-turn--last turn 'failed problem)
      (skein-turn--ask turn))
    id))

(defun skein-turn--ask (turn)
  "Start TURN, or request what was missed of it."
  (let ((id (skein-turn-id turn)))
    (if (skein-turn-answered turn)
        (skein-call "turn/watch"
                    (list :turnId id :afterSeq (skein-turn-seq turn)
                          :deltaIntervalMs skein-delta-interval-ms)
                    (lambda (answer) (skein-turn--caught-up turn answer))
                    (lambda (problem) (skein-turn--not-followed turn problem)))
      (skein-call (skein-turn-method turn) (skein-turn-params turn)
                  (lambda (answer)
                    (setf (skein-turn-answered turn) t)
                    (skein-turn--tell turn 'accepted answer))
                  (lambda (problem) (skein-turn--not-followed turn problem))))))

(defun skein-turn--not-followed (turn problem)
  "End TURN with PROBLEM, unless a new connection can solve it."
  (unless (equal (skein-error-kind problem) "disconnected")
    (skein-turn--last turn 'failed problem)))

(defun skein-turn--caught-up (turn answer)
  "Pass the text in ANSWER, of turn/watch, to the handler of TURN."
  (let ((text (plist-get answer :text)) (reasoning (plist-get answer :reasoning)))
    (setf (skein-turn-seq turn) (plist-get answer :seq))
    (when (equal "running" (skein-get answer :turn :status))
      (skein-turn--tell turn 'started (plist-get answer :turn)))
    (if (eql 0 (plist-get answer :fromSeq))
        ;; A daemon that was killed has kept less than was heard of it.
        (unless (and (skein-get answer :turn :endedAt)
                     (< (+ (length text) (length reasoning)) (skein-turn-heard turn)))
          (skein-turn--tell turn 'replaced (list :text text :reasoning reasoning))
          (setf (skein-turn-heard turn) (+ (length text) (length reasoning))))
      (skein-turn--tell turn 'reasoning reasoning)
      (skein-turn--tell turn 'text text))))

(defun skein-turn--tell (turn event data)
  "Call the handler of TURN with EVENT and DATA, while it is followed."
  (when (eq turn (gethash (skein-turn-id turn) skein-turns))
    (funcall (skein-turn-handler turn) event data)))

(defun skein-turn--last (turn event data)
  "Call the handler of TURN with EVENT and DATA, and for the last time."
  (when (eq turn (gethash (skein-turn-id turn) skein-turns))
    (remhash (skein-turn-id turn) skein-turns)
    (funcall (skein-turn-handler turn) event data)))

(defun skein-turn--notified (method params)
  "Tell the turn's handler about the notification METHOD with PARAMS."
  (when-let ((turn (gethash (or (plist-get params :turnId) (skein-get params :turn :id))
                            skein-turns)))
    (pcase method
      ('turn/delta
       (when (> (plist-get params :seq) (skein-turn-seq turn))
         (setf (skein-turn-seq turn) (plist-get params :seq)
               (skein-turn-heard turn) (+ (skein-turn-heard turn)
                                          (length (plist-get params :text))))
         (skein-turn--tell turn (if (equal (plist-get params :kind) "text") 'text 'reasoning)
                           (plist-get params :text))))
      ('turn/started (skein-turn--tell turn 'started (plist-get params :turn)))
      ('turn/retrying (skein-turn--tell turn 'retrying params))
      ('turn/lagged (skein-turn--ask turn))
      ('turn/ended (skein-turn--last turn 'ended (plist-get params :turn))))))

(defun skein-turn--resync ()
  "Follow every turn over a new connection."
  (mapc #'skein-turn--ask (hash-table-values skein-turns)))

(defun skein-turn--give-up (problem)
  "Tell every turn that the daemon is not there because of PROBLEM."
  (dolist (turn (hash-table-values skein-turns))
    (skein-turn--last turn 'failed problem)))

(add-hook 'skein-notification-functions #'skein-turn--notified)
(add-hook 'skein-resync-hook #'skein-turn--resync)
(add-hook 'skein-unreachable-functions #'skein-turn--give-up)

(provide 'skein-turn)
;;; skein-turn.el ends here
