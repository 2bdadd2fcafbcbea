;;; skein-rpc.el --- Messages to and from the daemon  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; A transport for `jsonrpc' over a Unix socket, in the framing of the Language
;; Server Protocol.  jsonrpc's own process transport reads null and {} as the
;; same nil; this one distinguishes all values of JSON, see `skein-call'.

;;; Code:

(require 'jsonrpc)
(require 'skein)
(require 'skein-value)
(require 'skein-visible)

(defclass skein-rpc (jsonrpc-connection)
  ((process :initarg :process :accessor skein-rpc-process
            :documentation "The network process.")
   (last-id :initform nil :accessor skein-rpc-last-id
            :documentation "The id of the request that was sent last.")
   (pending :initform (make-hash-table) :accessor skein-rpc-pending
            :documentation "By id, the function to call when a request fails.")
   (heard :initform nil :accessor skein-rpc-heard
          :documentation "When an answer was first awaited, or bytes were last received.")
   (asked :initform nil :accessor skein-rpc-asked
          :documentation "When a ping was sent because nothing was received.")
   (sending :initform nil :accessor skein-rpc-sending
            :documentation "Whether something is being sent at the moment.")
   (on-close :initarg :on-close :accessor skein-rpc-on-close
             :documentation "Called with the connection when it has ended."))
  :documentation "A connection to the daemon.")

(defun skein-rpc-open (socket dispatcher on-close)
  "Connect to SOCKET; a `file-error' means that nobody listens there.
Notifications go to DISPATCHER as those of a `jsonrpc-connection'.
ON-CLOSE is called with the connection when it has ended."
  (let* ((process (make-network-process
                   :name "skein" :family 'local :service socket :noquery t
                   ;; Do not wait for a place in the queue: a full queue is an error.
                   :nowait t
                   :coding 'binary :buffer (generate-new-buffer " *skein*" t)
                   :filter #'skein-rpc--filter :sentinel #'skein-rpc--sentinel))
         (connection (make-instance 'skein-rpc :name "skein" :process process
                                    :notification-dispatcher dispatcher
                                    :events-buffer-scrollback-size skein-log-size
                                    :on-close on-close)))
    (with-current-buffer (process-buffer process)
      (set-buffer-multibyte nil)
      (buffer-disable-undo))
    (process-put process 'skein-rpc connection)
    (while (eq 'connect (process-status process))
      (accept-process-output process 0.01))
    (unless (process-live-p process)
      ;; The status of a refused connection is the error itself.
      (let ((why (process-exit-status process)))
        (signal 'file-error (if (consp why) why (list "Connection refused")))))
    connection))

(defun skein-rpc-socket (connection)
  "The path of the socket of CONNECTION."
  (process-contact (skein-rpc-process connection) :service))

(defun skein-rpc-why (connection)
  "Why CONNECTION was closed from this side, a sentence, or nil."
  (process-get (skein-rpc-process connection) 'skein-why))

(cl-defmethod jsonrpc-running-p ((connection skein-rpc))
  "Whether CONNECTION is open."
  (process-live-p (skein-rpc-process connection)))

(cl-defmethod jsonrpc-shutdown ((connection skein-rpc) &optional _cleanup)
  "Close CONNECTION."
  (delete-process (skein-rpc-process connection)))

(cl-defmethod jsonrpc-connection-send ((connection skein-rpc) &rest args
                                       &key id method &allow-other-keys)
  "Send the message in ARGS, with ID and METHOD, over CONNECTION."
  (when (and method (symbolp method))
    (setq args (plist-put args :method (symbol-name method))))
  (when id
    (setf (skein-rpc-last-id connection) id))
  (let ((body (encode-coding-string
               (skein-json (append '(:jsonrpc "2.0") args)) 'utf-8 t)))
    (setf (skein-rpc-sending connection) t)
    (unwind-protect
        (process-send-string
         (skein-rpc-process connection)
         (concat (format "Content-Length: %d\r\n\r\n" (length body)) body))
      (setf (skein-rpc-sending connection) nil))))

(defun skein-rpc-request (connection method params success failure)
  "Send METHOD with PARAMS over CONNECTION, and return the request's id.
One of SUCCESS and FAILURE is called once: SUCCESS with the
result, or FAILURE with the error object, as plists."
  (let* ((pending (skein-rpc-pending connection))
         id
         (settled (lambda (function)
                    (lambda (value)
                      (remhash id pending)
                      (funcall function value)))))
    (when (hash-table-empty-p pending)
      (setf (skein-rpc-heard connection) (float-time)))
    (jsonrpc-async-request connection method params :timeout nil
                           :success-fn (funcall settled success)
                           :error-fn (funcall settled failure))
    (setq id (skein-rpc-last-id connection))
    (puthash id failure pending)
    id))

(defun skein-rpc--filter (process bytes)
  "Take BYTES from PROCESS and handle complete messages."
  (let ((buffer (process-buffer process)) message)
    (when-let ((connection (process-get process 'skein-rpc)))
      (setf (skein-rpc-heard connection) (float-time)))
    (when (buffer-live-p buffer)
      (with-current-buffer buffer
        (goto-char (point-max))
        (insert bytes))
      (condition-case nil
          (while (setq message (skein-rpc--take buffer))
            (skein-rpc--receive (process-get process 'skein-rpc) message))
        (skein-rpc-foreign
         (skein-rpc-close process
                          (format "Another program listens at %s, and is not skeind: end it, or \
name another socket with SKEIN_SOCKET or skein-socket."
                                  (process-contact process :service))))))))

(define-error 'skein-rpc-foreign "Not the protocol of skeind")

(defun skein-rpc-close (process why)
  "Close PROCESS, and pass WHY, a sentence, to all that wait for it."
  (process-put process 'skein-why why)
  (delete-process process))

(defun skein-rpc--take (buffer)
  "Remove the first complete message from BUFFER and return it, or return nil.
Bytes that no daemon sends signal `skein-rpc-foreign'."
  (when (buffer-live-p buffer)
    (with-current-buffer buffer
      (goto-char (point-min))
      (setq case-fold-search t)
      ;; A few bytes may be the beginning of anything.
      (unless (or (looking-at "[a-z][a-z-]*: *[^\r\n]*\\(?:\r\n\\|\r?\\'\\)")
                  (looking-at "[a-z-]\\{0,32\\}\\'"))
        (signal 'skein-rpc-foreign nil))
      (when-let* ((start (search-forward "\r\n\r\n" nil t))
                  (length (skein-rpc--length start))
                  (end (+ start length))
                  ((<= end (point-max))))
        (prog1 (condition-case nil
                   (json-parse-string
                    (decode-coding-string (buffer-substring start end) 'utf-8)
                    :object-type 'plist)
                 (json-parse-error (signal 'skein-rpc-foreign nil)))
          (delete-region (point-min) end))))))

(defun skein-rpc--length (end)
  "The length of the message whose headers end at END."
  (goto-char (point-min))
  (if (re-search-forward "^content-length: *\\([0-9]+\\)" end t)
      (string-to-number (match-string 1))
    (signal 'skein-rpc-foreign nil)))

(defun skein-rpc--receive (connection message)
  "Handle MESSAGE, which was received over CONNECTION.
An error in a callback must not block the messages after it."
  ;; The daemon sends no requests; a program that echoes does.
  (when (and (plist-get message :method) (plist-get message :id))
    (signal 'skein-rpc-foreign nil))
  (condition-case-unless-debug problem
      (with-temp-buffer
        (let ((id (plist-get message :id)))
          (cond ((or (plist-get message :method)
                     (gethash id (skein-rpc-pending connection)))
                 (jsonrpc-connection-receive connection message))
                ((plist-get message :error)
                 (skein-message "skein: %s"
                                (plist-get (plist-get message :error) :message))))))
    (error (skein-message "skein: %s" (error-message-string problem)))))

(defun skein-rpc--sentinel (process _change)
  "Tell all callbacks that wait for PROCESS that it has ended."
  (unless (process-live-p process)
    (let* ((connection (process-get process 'skein-rpc))
           (failures (and connection (hash-table-values (skein-rpc-pending connection))))
           (why (process-get process 'skein-why)))
      (kill-buffer (process-buffer process))
      (when connection
        (jsonrpc-forget-pending-continuations connection)
        (clrhash (skein-rpc-pending connection))
        (funcall (skein-rpc-on-close connection) connection)
        (dolist (failure failures)
          (with-demoted-errors "skein: %S"
            (funcall failure (list :code -1
                                   :message (or why "The connection to the daemon was lost.")
                                   :data (list :kind (if why "unreachable"
                                                       "disconnected"))))))))))

(provide 'skein-rpc)
;;; skein-rpc.el ends here
