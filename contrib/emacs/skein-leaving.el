;;; skein-leaving.el --- Leaving Emacs while answers are awaited  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Whoever leaves Emacs before an answer has come that goes into a buffer is
;; asked whether to wait for it, and told where it will be otherwise.

;;; Code:

(require 'skein-visible)
(require 'skein-value)
(require 'cl-lib)
(require 'seq)

(cl-defstruct skein-leaving-answer
  "An answer that is still to be written into BUFFER; NUMBER is that of its thread."
  buffer number)

(defvar skein-leaving--awaited nil "A `skein-leaving-answer' for each answer that is awaited.")

(defun skein-leaving-watch (handler)
  "Return HANDLER, to follow an answer into this buffer by `skein-turn-start'.
Whoever leaves Emacs before the turn has ended is asked."
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
  "What is lost here by leaving before AWAITED is written."
  (let ((number (skein-leaving-answer-number awaited)))
    (format "skein: an answer is still to be written into %s.  If you leave now, it will be in %s"
            (skein-visible (buffer-name (skein-leaving-answer-buffer awaited)))
            (if number
                (format "thread %d: skein thread show %d" number number)
              "a thread of its own."))))

(defun skein-leaving--here ()
  "What is awaited for buffers that are there."
  (seq-filter (lambda (awaited) (buffer-live-p (skein-leaving-answer-buffer awaited)))
              skein-leaving--awaited))

(defun skein-leaving-p ()
  "Whether Emacs may be left, for `kill-emacs-query-functions'.
To wait is to stay, and to leave again when the answer has come."
  (let ((awaited (skein-leaving--here)))
    (or noninteractive
        (not awaited)
        (memq (read-char-from-minibuffer
               (concat (mapconcat #'skein-leaving--sentence awaited "\n")
                       "\n[W]ait for it, (L)eave: ")
               '(?w ?W ?l ?L ?\r))
              '(?l ?L))
        (ignore (message (if (skein-leaving--here)
                             "skein: waiting for the answer; leave again when it has come"
                           "skein: nothing is awaited any more; leave again"))))))

(add-hook 'kill-emacs-query-functions #'skein-leaving-p)

(provide 'skein-leaving)
;;; skein-leaving.el ends here
