;;; skein-reasoning.el --- The reasoning beside each answer  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Messages do not have the reasoning that led to them; their turns do.  It is
;; fetched for the answers that are shown, and stands hidden beside each.

;;; Code:

(require 'skein-follow)

(defconst skein-reasoning--page 50
  "How many turns are asked for at a time.")

(defvar-local skein-reasoning--older nil
  "The cursor of the turns that were not asked for yet, or nil.")

(defun skein-reasoning-fetch (&optional cursor)
  "Show the reasoning of the answers that are shown, from CURSOR on."
  (skein-call "turn/list" (skein-params :threadId (skein-follow-id) :includeTexts t
                                        :status "completed" :limit skein-reasoning--page
                                        :cursor cursor)
              (skein-follow-here (answer)
                (let ((turns (append (plist-get answer :data) nil)))
                  (setq skein-reasoning--older (skein-get answer :nextCursor))
                  (dolist (turn turns)
                    (when (skein-get turn :reasoning)
                      (skein-reasoning--show turn)))
                  (when (and skein-reasoning--older (skein-reasoning--shown-before-p turns))
                    (skein-reasoning-fetch skein-reasoning--older))))
              #'ignore))

(defun skein-reasoning-older ()
  "Show the reasoning of older answers, which are shown now."
  (when skein-reasoning--older
    (skein-reasoning-fetch skein-reasoning--older)))

(defun skein-reasoning--shown-before-p (entries)
  "Whether messages are shown from before the list ENTRIES."
  (let ((first (car (skein-view--regions 'skein-message))))
    (and first
         (< (plist-get (nth 2 first) :sequence)
            (or (skein-get (car (last entries)) :afterSequence) 0)))))

(defun skein-reasoning--show (turn)
  "Show the reasoning of TURN, hidden, where its answer is and has none yet."
  (pcase-dolist (`(,start ,end ,message) (skein-view--regions 'skein-message))
    (when (and (equal (plist-get turn :id) (skein-get message :turnId))
               (equal "assistant" (plist-get message :role))
               (not (skein-fold-in start end 'skein-reasoning)))
      (skein-place-kept
        (skein-view-add-reasoning start (plist-get turn :reasoning))))))

(add-hook 'skein-follow-older-hook #'skein-reasoning-older)

(provide 'skein-reasoning)
;;; skein-reasoning.el ends here
