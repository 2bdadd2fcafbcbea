;;; skein-place.el --- Reading on where text is replaced  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; When the messages of a turn replace its block, or older ones come before them,
;; a window that shows that text goes on showing the same lines.  Windows whose
;; point is in the draft follow by themselves.

;;; Code:

(require 'skein-block)

(defun skein-place--pieces ()
  "The questions and messages above the prompt.
Each is a list of its start, its end, and the ids by which it is known."
  (append
   (mapcar (lambda (region)
             (let ((message (nth 2 region)))
               (list (nth 0 region) (nth 1 region)
                     (list (or (skein-get message :turnId) (plist-get message :id))))))
           (skein-view--regions 'skein-message))
   (mapcar (lambda (region) (list (nth 0 region) (nth 1 region) (cdr (nth 2 region))))
           (skein-view--regions 'skein-unanswered))
   (mapcar (lambda (block)
             (list (marker-position (skein-block-begin block))
                   (marker-position (skein-block-end block))
                   (list (skein-block-id block))))
           skein-block-all)))

(defun skein-place--of (position pieces)
  "Where POSITION is among PIECES: an id, lines and columns, or nil."
  (when-let* ((piece (seq-find (lambda (piece) (and (<= (car piece) position)
                                                    (< position (nth 1 piece))))
                               pieces))
              (id (car (nth 2 piece)))
              (start (car (seq-find (lambda (piece) (member id (nth 2 piece))) pieces))))
    (save-excursion
      (goto-char position)
      (list id (count-lines start (line-beginning-position))
            (- position (line-beginning-position))))))

(defun skein-place--find (place pieces)
  "The position of PLACE, from `skein-place--of', among PIECES, or nil."
  (when-let* ((place)
              (piece (seq-find (lambda (piece) (member (car place) (nth 2 piece))) pieces)))
    (save-excursion
      (goto-char (car piece))
      (forward-line (nth 1 place))
      (min (+ (point) (nth 2 place)) (line-end-position) (1- skein-view--prompt)))))

(defun skein-place--all ()
  "The place of each window of this buffer, and that of point."
  (let ((pieces (skein-place--pieces)))
    (cons (skein-place--of (point) pieces)
          (mapcar (lambda (window)
                    (list window (skein-place--of (window-point window) pieces)
                          (skein-place--of (window-start window) pieces)))
                  (get-buffer-window-list nil nil t)))))

(defun skein-place--restore (places)
  "Show PLACES, from `skein-place--all', again."
  (let ((pieces (skein-place--pieces)))
    (when-let ((position (skein-place--find (car places) pieces)))
      (goto-char position))
    (pcase-dolist (`(,window ,point ,start) (cdr places))
      (when-let ((position (skein-place--find point pieces)))
        (set-window-point window position)
        ;; Where point follows the end, redisplay chooses the start.
        (when-let ((start (skein-place--find start pieces)))
          (set-window-start window start t))))))

(defmacro skein-place-kept (&rest body)
  "Run BODY, and let the windows of this chat show the same text as before."
  (declare (indent 0) (debug t))
  (let ((places (make-symbol "places")))
    `(let ((,places (skein-place--all)))
       (prog1 (progn ,@body)
         (skein-place--restore ,places)))))

(provide 'skein-place)
;;; skein-place.el ends here
