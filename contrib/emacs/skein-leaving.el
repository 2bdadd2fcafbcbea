;;; skein-leaving.el --- Leaving Emacs while answers are arriving  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Asks before Emacs is left while an answer for a buffer is still arriving,
;; and names the thread that will have the answer.

;;; Code:

(require 'skein-visible)
(require 'skein-value)
(require 'cl-lib)
(require 'seq)

(cl-defstruct skein-leaving-answer
  "An answer that is still to be written into BUFFER, from the thread NUMBER."
  buffer number)

(defvar skein-leaving--awaited nil "A `skein-leaving-answer' for each answer that is still arriving.")

(defun skein-leaving-watch (handler)
  "Return HANDLER, for `skein-turn-start', with a watch around it.
Until the turn has ended, leaving Emacs asks first."
  (let ((awaited (make-skein-leaving-answer :buffer (current-buffer))))
    (push awaited skein-leaving--awaited)
    (lambda (event data)
      (pcase event
        ('accepted
         (setf (skein-leaving-answer-number awaited) (skein-get data :thread :number)))
        ((or 'ended 'failed)
         (setq skein-leaving--awaited (delq awaited skein-leaving--awaited))))
      (funcall handler event data))))

(defun skein-leaving--sentence (awaited)
  "Say where the answer AWAITED will be after Emacs is left."
  (let ((number (skein-leaving-answer-number awaited)))
    (format "skein: an answer is still to be written into %s.  If you leave now, it will be in %s"
            (skein-visible (buffer-name (skein-leaving-answer-buffer awaited)))
            (if number
                (format "thread %d: skein thread show %d" number number)
              "a thread of its own."))))

(defun skein-leaving--here ()
  "The arriving answers whose buffers still exist."
  (seq-filter (lambda (awaited) (buffer-live-p (skein-leaving-answer-buffer awaited)))
              skein-leaving--awaited))

(defun skein-leaving-p ()
  "Whether Emacs may be left, for `kill-emacs-query-functions'.
To wait means that Emacs stays open; the user leaves again later."
  (let ((awaited (skein-leaving--here)))
    (or noninteractive
        (not awaited)
        (memq (read-char-from-minibuffer
               (concat (mapconcat #'skein-leaving--sentence awaited "\n")
                       "\n[W]ait for it, (L)eave: ")
               '(?w ?W ?l ?L ?\r))
              '(?l ?L))
        (ignore (message (if (skein-leaving--here)
                             "skein: waiting for the answer; leave again when it is complete"
                           "skein: no answer is arriving any more; leave again"))))))

(add-hook 'kill-emacs-query-functions #'skein-leaving-p)

(provide 'skein-leaving)
;;; skein-leaving.el ends here
