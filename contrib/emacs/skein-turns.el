;;; skein-turns.el --- The turns of a chat  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Messages do not show how their turn has ended, nor the other answers to the
;; same question; the turns do.

;;; Code:

(require 'skein-ending)
(require 'seq)
(require 'subr-x)

(defvar-local skein-turns-known nil "The turns of this chat, without their texts, by id.")

(defun skein-turns-note (turn)
  "Remember TURN.  The answer that it has replaced is in no message any more."
  (unless skein-turns-known
    (setq skein-turns-known (make-hash-table :test #'equal)))
  (puthash (plist-get turn :id) turn skein-turns-known)
  (when (> (length (plist-get turn :messageIds)) 0)
    (let ((before (skein-get turn :retryOf)))
      (while (and before (gethash before skein-turns-known))
        (puthash before (plist-put (copy-sequence (gethash before skein-turns-known))
                                   :messageIds [])
                 skein-turns-known)
        (setq before (skein-get (gethash before skein-turns-known) :retryOf))))))

(defun skein-turns--first (id)
  "The turn that first asked the question of the turn ID."
  (let (before)
    (while (and (setq before (skein-get (gethash id skein-turns-known) :retryOf))
                (gethash before skein-turns-known))
      (setq id before))
    id))

(defun skein-turns-variants (id)
  "Each other turn with the question of the turn ID, the oldest first."
  (when skein-turns-known
    (let ((first (skein-turns--first id)))
      (sort (seq-filter (lambda (turn)
                          (and (= 0 (length (plist-get turn :messageIds)))
                               (skein-get turn :endedAt)
                               (not (equal id (plist-get turn :id)))
                               (equal first (skein-turns--first (plist-get turn :id)))))
                        (hash-table-values skein-turns-known))
            (lambda (one other)
              (string< (plist-get one :queuedAt) (plist-get other :queuedAt)))))))

(defun skein-turns-beside (id)
  "The remark beside the heading of the answer of the turn ID, or nil."
  (let ((turn (and skein-turns-known (gethash id skein-turns-known)))
        (others (length (skein-turns-variants id))))
    (concat (and (equal "cancelled" (skein-get turn :status)) "  cancelled")
            (cond ((= others 1) "  1 other try, C-c C-a shows it")
                  ((> others 1) (format "  %d other tries, C-c C-a shows them" others))))))

(defun skein-turns-cut (id)
  "Why the answer of the turn ID is incomplete, or nil."
  (and skein-turns-known (skein-ending-cut (gethash id skein-turns-known))))

(provide 'skein-turns)
;;; skein-turns.el ends here
