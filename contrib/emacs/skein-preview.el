;;; skein-preview.el --- The end of a thread, at a glance  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; The last messages of a thread in a window beside a list.

;;; Code:

(require 'skein-view)
(require 'skein-call)

(defconst skein-preview--messages 6
  "How many messages are shown.")

(defconst skein-preview--most 4000
  "How many characters are shown of a message.")

(defconst skein-preview--name "*skein preview*"
  "The name of the buffer.")

(defvar skein-preview--thread nil "The id of the thread that is shown, or requested.")

(define-derived-mode skein-preview-mode special-mode "skein-preview"
  "Major mode of the end of a thread."
  (setq-local word-wrap t
              truncate-lines nil
              bidi-inhibit-bpa t
              revert-buffer-function #'ignore)
  (skein-fold-setup))

(defun skein-preview-shown-p ()
  "Whether the preview is shown."
  (let ((buffer (get-buffer skein-preview--name)))
    (and buffer (get-buffer-window buffer) t)))

(defun skein-preview-close ()
  "Close the preview."
  (when-let ((buffer (get-buffer skein-preview--name)))
    (when-let ((window (get-buffer-window buffer)))
      (quit-window nil window))
    (kill-buffer buffer))
  (setq skein-preview--thread nil))

(defun skein-preview-show (thread)
  "Show the last messages of THREAD in a window beside this one."
  (unless (and (equal (plist-get thread :id) skein-preview--thread) (skein-preview-shown-p))
    (let ((id (setq skein-preview--thread (plist-get thread :id))))
      (display-buffer (get-buffer-create skein-preview--name)
                      `(,(if (< (frame-width) 120)
                             #'display-buffer-below-selected
                           #'display-buffer-in-direction)
                        (direction . right) (inhibit-same-window . t)))
      (skein-call "message/list"
                  (list :threadId id :order "desc" :limit skein-preview--messages)
                  (lambda (page)
                    (when (and (equal id skein-preview--thread) (skein-preview-shown-p))
                      (skein-preview--fill thread (reverse (append (plist-get page :data) nil)))))
                  (lambda (problem)
                    (when (and (equal id skein-preview--thread) (skein-preview-shown-p))
                      (skein-preview--fill thread nil (skein-error-message problem))))))))

(defun skein-preview--fill (thread messages &optional trouble)
  "Show MESSAGES, the last of THREAD, or TROUBLE."
  (with-current-buffer skein-preview--name
    (unless (derived-mode-p 'skein-preview-mode)
      (skein-preview-mode))
    (setq header-line-format
          (concat " " (replace-regexp-in-string "%" "%%" (skein-name thread))))
    (let ((inhibit-read-only t))
      (erase-buffer)
      (cond (trouble (insert (propertize (skein-visible trouble) 'face 'skein-failure)))
            ((not messages) (insert (propertize "(no messages)" 'face 'skein-dimmed))))
      (dolist (message messages)
        (let ((text (plist-get message :content)))
          (skein-view-message
           (if (> (length text) skein-preview--most)
               (plist-put (copy-sequence message) :content
                          (concat (substring text 0 skein-preview--most) " …"))
             message)))))
    (when-let ((window (get-buffer-window)))
      (set-window-point window (point-max)))))

(provide 'skein-preview)
;;; skein-preview.el ends here
