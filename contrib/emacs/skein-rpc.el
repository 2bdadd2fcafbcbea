;;; skein-rpc.el --- How messages travel to the daemon and back  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; A transport for `jsonrpc' over a Unix socket, in the framing of the Language
;; Server Protocol.  jsonrpc's own process transport reads null and {} as the
;; same nil; this one keeps every value of JSON apart, see `skein-call'.

;;; Code:

(require 'jsonrpc)
(require 'skein)
(require 'skein-visible)

(defclass skein-rpc (jsonrpc-connection)
  ((process :initarg :process :accessor skein-rpc-process
            :documentation "The network process.")
   (last-id :initform nil :accessor skein-rpc-last-id
            :documentation "The id of the request that was sent last.")
   (pending :initform (make-hash-table) :accessor skein-rpc-pending
            :documentation "By id, whom to tell that a request failed.")
   (on-close :initarg :on-close :accessor skein-rpc-on-close
             :documentation "Called with the connection when it is gone."))
  :documentation "A connection to the daemon.")

(defun skein-rpc-open (socket dispatcher on-close)
  "Connect to SOCKET; a `file-error' means that nobody listens there.
Notifications go to DISPATCHER as those of a `jsonrpc-connection'.
ON-CLOSE is called with the connection when it is gone."
  (let* ((process (make-network-process
                   :name "skein" :family 'local :service socket :noquery t
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
    connection))

(cl-defmethod jsonrpc-running-p ((connection skein-rpc))
  "Whether CONNECTION is open."
  (process-live-p (skein-rpc-process connection)))

(cl-defmethod jsonrpc-shutdown ((connection skein-rpc) &optional _cleanup)
  "Close CONNECTION."
  (delete-process (skein-rpc-process connection)))

(cl-defmethod jsonrpc-connection-send ((connection skein-rpc) &rest args
                                       &key id method &allow-other-keys)
  "Send the message that ARGS describe, with ID and METHOD, over CONNECTION."
  (when (and method (symbolp method))
    (setq args (plist-put args :method (symbol-name method))))
  (when id
    (setf (skein-rpc-last-id connection) id))
  (let ((body (encode-coding-string
               (json-serialize (append '(:jsonrpc "2.0") args)) 'utf-8 t)))
    (process-send-string
     (skein-rpc-process connection)
     (concat (format "Content-Length: %d\r\n\r\n" (length body)) body))))

(defun skein-rpc-request (connection method params success failure)
  "Ask CONNECTION to do METHOD with PARAMS, and return the request's id.
One of SUCCESS and FAILURE is called once: SUCCESS with the
result, or FAILURE with the error object, as plists."
  (let* ((pending (skein-rpc-pending connection))
         id
         (settled (lambda (function)
                    (lambda (value)
                      (remhash id pending)
                      (funcall function value)))))
    (jsonrpc-async-request connection method params :timeout nil
                           :success-fn (funcall settled success)
                           :error-fn (funcall settled failure))
    (setq id (skein-rpc-last-id connection))
    (puthash id failure pending)
    id))

(defun skein-rpc--filter (process bytes)
  "Take BYTES from PROCESS and handle the messages that are whole."
  (let ((buffer (process-buffer process)) message)
    (when (buffer-live-p buffer)
      (with-current-buffer buffer
        (goto-char (point-max))
        (insert bytes))
      (while (setq message (skein-rpc--take buffer))
        (skein-rpc--receive (process-get process 'skein-rpc) message)))))

(defun skein-rpc--take (buffer)
  "Remove the first whole message from BUFFER and return it, or return nil."
  (when (buffer-live-p buffer)
    (with-current-buffer buffer
      (goto-char (point-min))
      (when-let* ((start (search-forward "\r\n\r\n" nil t))
                  (length (progn
                            (goto-char (point-min))
                            (re-search-forward "^content-length: *\\([0-9]+\\)" start)
                            (string-to-number (match-string 1))))
                  (end (+ start length))
                  ((<= end (point-max))))
        (prog1 (json-parse-string
                (decode-coding-string (buffer-substring start end) 'utf-8)
                :object-type 'plist)
          (delete-region (point-min) end))))))

(defun skein-rpc--receive (connection message)
  "Handle MESSAGE, which came over CONNECTION.
An error in what it calls must not keep the messages after it waiting."
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
  "Tell everyone who waits for PROCESS that it is gone."
  (unless (process-live-p process)
    (let* ((connection (process-get process 'skein-rpc))
           (failures (and connection (hash-table-values (skein-rpc-pending connection)))))
      (kill-buffer (process-buffer process))
      (when connection
        (jsonrpc-forget-pending-continuations connection)
        (clrhash (skein-rpc-pending connection))
        (funcall (skein-rpc-on-close connection) connection)
        (dolist (failure failures)
          (with-demoted-errors "skein: %S"
            (funcall failure '(:code -1
                               :message "The connection to the daemon was lost."
                               :data (:kind "disconnected")))))))))

(provide 'skein-rpc)
;;; skein-rpc.el ends here
