;;; skein-test.el --- What the tests of skein share  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; The tests run with a daemon that has a scripted model; see contrib/testbed.

;;; Code:

(require 'ert)
(require 'skein)
(require 'skein-chat)

(defconst skein-test-contrib
  (file-name-directory (directory-file-name (file-name-directory load-file-name)))
  "The directory of the package in the checkout.")

(defconst skein-test-seconds 20
  "How long a test waits for an event before it fails.")

(defmacro skein-test-await (&rest body)
  "Wait until BODY is true, and return its value."
  (declare (indent 0) (debug t))
  `(skein-test--await (lambda () ,@body) ',(if (cdr body) `(progn ,@body) (car body))))

(defun skein-test--await (condition form)
  "Wait until CONDITION, made of FORM, is true, and return its value."
  (let ((end (time-add nil skein-test-seconds)) value)
    (while (not (setq value (funcall condition)))
      (when (time-less-p end nil)
        (ert-fail (list "waited in vain for" form
                        (buffer-substring-no-properties (point-min) (point-max)))))
      (accept-process-output nil 0.02))
    value))

(defun skein-test-shell (&rest arguments)
  "Run the command skein with ARGUMENTS, as another client, and return its output."
  (with-temp-buffer
    (let ((status (apply #'call-process "skein" nil t nil arguments)))
      (unless (eql status 0)
        (ert-fail (list "skein" arguments status (buffer-string))))
      (string-trim (buffer-string)))))

(defun skein-test-other (method params)
  "Call METHOD with PARAMS over another connection than that of Emacs."
  (json-parse-string (skein-test-shell "call" method (json-serialize params))
                     :object-type 'plist))

(defun skein-test-thread (title)
  "Make a new thread called TITLE."
  (plist-get (skein-call "thread/create" (list :title title)) :thread))

(defmacro skein-test-with-chat (thread &rest body)
  "Run BODY in a chat of THREAD, or without a thread if THREAD is nil."
  (declare (indent 1) (debug t))
  `(let ((chat (skein-chat-buffer ,thread)))
     (unwind-protect (with-current-buffer chat ,@body)
       (when (buffer-live-p chat)
         (kill-buffer chat)))))

(defun skein-test-say (text)
  "Write TEXT after the prompt and send it."
  (goto-char (point-max))
  (insert text)
  (skein-chat-send))

(defun skein-test-settled ()
  "Wait until this chat has no running turn."
  (skein-test-await (and (not skein-block-all) (not skein-follow--state))))

(defun skein-test-ask (&rest questions)
  "Ask QUESTIONS in this chat, each when the one before is settled."
  (dolist (question questions)
    (skein-test-say question)
    (skein-test-settled)))

(defun skein-test-history ()
  "The text above the prompt of this chat."
  (filter-buffer-substring (point-min) skein-view--prompt))

(defun skein-test-shows (text)
  "Whether TEXT is above the prompt of this chat."
  (string-search text (skein-test-history)))

(defmacro skein-test-saying (said &rest body)
  "Run BODY with the displayed messages in SAID, the newest first."
  (declare (indent 1) (debug t))
  `(let (,said)
     (cl-letf (((symbol-function 'skein-message)
                (lambda (format &rest arguments) (push (apply #'format format arguments) ,said))))
       ,@body)))

(defun skein-test-in-order (&rest texts)
  "Expect that TEXTS are above the prompt in this order."
  (let ((place 0) (history (skein-test-history)))
    (dolist (text texts)
      (setq place (or (string-search text history place)
                      (ert-fail (list "not in order" text history)))))))

(defun skein-test-kill-daemon ()
  "Kill the daemon without warning."
  (signal-process (plist-get (skein-call "server/info" nil) :pid) 'SIGKILL))

(defmacro skein-test-with-text (text &rest body)
  "Run BODY in a new buffer with TEXT, and with undo enabled."
  (declare (indent 1) (debug t))
  `(with-current-buffer (generate-new-buffer "text")
     (unwind-protect
         (progn
           (insert ,text)
           (buffer-disable-undo)
           (buffer-enable-undo)
           ,@body)
       (kill-buffer))))

(defun skein-test-undo ()
  "Undo one step."
  (setq last-command nil)
  (undo-boundary)
  (undo-only 1)
  (undo-boundary))

(provide 'skein-test)
;;; skein-test.el ends here
