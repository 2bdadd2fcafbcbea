;;; skein-threads.el --- Choosing, naming and deleting threads  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Threads are chosen by number, title or id; the last used one comes first.

;;; Code:

(require 'skein-chat)
(require 'skein-named)

(defconst skein-threads-most 1000
  "How many threads are offered; `skein-search' finds the others.")

(defun skein-threads-listed (&optional deleted edits)
  "The threads that lists and completion offer, or the DELETED ones if non-nil.
Threads of rewritings are among them only when EDITS is non-nil."
  (seq-filter (lambda (thread) (eq (and deleted t) (and (skein-get thread :deletedAt) t)))
              (skein-all "thread/list"
                         (skein-params :includeDeleted (and deleted t) :includeEdits (and edits t))
                         skein-threads-most)))

(defun skein-threads-read (prompt &optional deleted)
  "Ask with PROMPT for a thread, one of the DELETED ones if non-nil."
  (skein-named-read
   prompt
   (or (skein-threads-listed deleted)
       (user-error (if deleted "No thread is deleted"
                     "There are no threads yet; M-x skein begins one")))))

(defun skein-threads--here-or-read (prompt)
  "The thread of this chat, or one asked for with PROMPT."
  (or (bound-and-true-p skein-follow-thread) (skein-threads-read prompt)))

;;;###autoload
(defun skein-continue (thread)
  "Continue THREAD."
  (interactive (list (skein-threads-read "Continue: ")))
  (pop-to-buffer (skein-chat-buffer thread))
  (goto-char (point-max)))

;;;###autoload
(defun skein-last ()
  "Continue the thread with the latest activity in any client.
It is the one that `skein -C' continues in a shell."
  (interactive)
  (let ((newest (plist-get (skein-request "thread/list" '(:limit 1)) :data)))
    (when (= 0 (length newest))
      (user-error "There are no threads yet; M-x skein begins one"))
    (skein-continue (aref newest 0))))

(defun skein-threads--versions (thread)
  "The versions of THREAD, or the thread that it is a version of, and the others."
  (let ((original (skein-get thread :copyOf)))
    (append (and original
                 (list (plist-get (skein-request "thread/get" (list :threadId original))
                                  :thread)))
            (seq-remove (lambda (version) (equal (plist-get version :id) (plist-get thread :id)))
                        (skein-all "thread/list"
                                   (list :copiesOf (or original (plist-get thread :id))))))))

;;;###autoload
(defun skein-versions (thread)
  "Open a version of THREAD, in a chat its own, which undo or edit kept."
  (interactive (list (skein-threads--here-or-read "Versions of: ")))
  (skein-continue
   (skein-named-read (format "Version of %s: " (skein-called thread))
                     (or (skein-threads--versions thread)
                         (user-error "There is no other version of %s" (skein-called thread))))))

(defun skein-threads-read-title (thread)
  "Ask for a new title of THREAD."
  (read-string (format "New title of %s: " (skein-called thread))
               (skein-visible-text (skein-get thread :title))))

;;;###autoload
(defun skein-rename (thread title)
  "Rename THREAD, in a chat its own, to TITLE."
  (interactive
   (let ((thread (skein-threads--here-or-read "Rename: ")))
     (list thread (skein-threads-read-title thread))))
  (skein-request "thread/update" (list :threadId (plist-get thread :id) :title title)))

;;;###autoload
(defun skein-delete (thread)
  "Delete THREAD, in a chat its own; \\[skein-restore] can restore it."
  (interactive (list (skein-threads--here-or-read "Delete: ")))
  (when (or noninteractive
            (y-or-n-p (format "Delete %s? " (skein-called thread))))
    (skein-request "thread/delete" (list :threadId (plist-get thread :id)))
    (when-let ((chat (skein-follow-buffer (plist-get thread :id))))
      (kill-buffer chat))
    (message "Deleted %s; M-x skein-restore brings it back" (skein-called thread))))

;;;###autoload
(defun skein-restore (thread)
  "Restore the deleted THREAD."
  (interactive (list (if (and (bound-and-true-p skein-follow-thread)
                              (skein-get skein-follow-thread :deletedAt))
                         skein-follow-thread
                       (skein-threads-read "Restore: " t))))
  (skein-request "thread/restore" (list :threadId (plist-get thread :id)))
  (message "Restored %s" (skein-called thread)))

(provide 'skein-threads)
;;; skein-threads.el ends here
