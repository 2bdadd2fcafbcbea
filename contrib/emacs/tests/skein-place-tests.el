;;; skein-place-tests.el --- Which daemon is meant, and whether it answers  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Each test has its own homes and daemons.

;;; Code:

(require 'skein-test)

(defun skein-place-tests--environment (home runtime)
  "The environment with HOME and RUNTIME, and no other variable of skein."
  (append (list (concat "HOME=" home) (concat "XDG_RUNTIME_DIR=" runtime) "SKEIN_SOCKET=")
          process-environment))

(defmacro skein-place-tests--with (homes &rest body)
  "Run BODY with HOMES, names of new directories, and `runtime', another.
Afterwards the daemons that were started there are ended."
  (declare (indent 1) (debug t))
  `(let* ((runtime (make-temp-file "skein-run" t))
          ,@(mapcar (lambda (home) `(,home (make-temp-file "skein-home" t))) homes))
     (unwind-protect (progn (skein-disconnect) ,@body)
       (skein-disconnect)
       (dolist (home (list ,@homes))
         (let ((process-environment (skein-place-tests--environment home runtime)))
           (call-process "skein" nil nil nil "daemon" "stop"))
         (delete-directory home t))
       (delete-directory runtime t))))

(defmacro skein-place-tests--at-home (home &rest body)
  "Run BODY with the environment of HOME."
  (declare (indent 1) (debug t))
  `(let ((process-environment (skein-place-tests--environment ,home runtime)))
     (skein-disconnect)
     (prog1 (progn ,@body)
       (skein-disconnect))))

(defun skein-place-tests--configure (home text)
  "Make TEXT the configuration of HOME."
  (let ((folder (expand-file-name ".config/skein" home)))
    (make-directory folder t)
    (write-region text nil (expand-file-name "config.yaml" folder) nil 'silent)))

(defun skein-place-tests--database ()
  "The path of the connected daemon's database."
  (plist-get (skein-call "server/info" nil) :databasePath))

(ert-deftest skein-place-another-home-is-another-history ()
  "The daemon of another home, which has the usual socket, is told nothing."
  (skein-place-tests--with (first second)
    (skein-place-tests--at-home first
      (skein-test-thread "of the first")
      (should (file-in-directory-p (skein-place-tests--database) first)))
    (skein-place-tests--at-home second
      (skein-test-thread "of the second")
      (should (file-in-directory-p (skein-place-tests--database) second))
      (skein-disconnect)
      ;; From now on its place is known: no command is needed.
      (let ((skein-executable "/no/such/skein"))
        (should (file-in-directory-p (skein-place-tests--database) second))))
    (skein-place-tests--at-home first
      (should (equal '("of the first")
                     (mapcar (lambda (thread) (plist-get thread :title))
                             (skein-get (skein-call "thread/list" nil) :data)))))))

(ert-deftest skein-place-of-the-configuration ()
  "The database and the socket that the configuration names are those that are used."
  (skein-place-tests--with (home)
    (let ((database (expand-file-name "elsewhere.db" home)))
      (skein-place-tests--at-home home
        (should (file-in-directory-p (skein-place-tests--database) home))
        (call-process "skein" nil nil nil "daemon" "stop"))
      (skein-place-tests--configure
       home (format "database: %s\nsocket: %s/s/own.sock\n" database home))
      (skein-place-tests--at-home home
        (should (equal database (skein-place-tests--database)))
        (should (equal (format "%s/s/own.sock" home) (skein-rpc-socket skein--connection)))))))

(ert-deftest skein-place-directories-that-are-not-there ()
  "Directories that are not there, or another user's, are passed over."
  (let ((usual (format "/tmp/skein-%d/skein.sock" (user-uid)))
        (process-environment (append '("SKEIN_SOCKET=" "XDG_RUNTIME_DIR=/no/such" "TMPDIR=/no/such")
                                     process-environment)))
    (should (equal usual (skein-daemon-socket)))
    (setenv "XDG_RUNTIME_DIR" "relative")
    (setenv "SKEIN_SOCKET" "relative")
    (should (equal usual (skein-daemon-socket)))
    (when (= 0 (user-uid))
      (let ((theirs (make-temp-file "skein-theirs" t)))
        (call-process "chown" nil nil nil "65534" theirs)
        (setenv "XDG_RUNTIME_DIR" theirs)
        (should (equal usual (skein-daemon-socket)))
        (delete-directory theirs)))))

(defun skein-place-tests--refusal (function)
  "The error of calling FUNCTION, which must take at most five seconds."
  (let* ((begin (float-time))
         (problem (should-error (funcall function) :type 'skein-error)))
    (should (< (- (float-time) begin) 5.2))
    (should (equal "unreachable" (skein-error-kind problem)))
    (skein-error-message problem)))

(defun skein-place-tests--stop (pid)
  "Stop the process PID with SIGSTOP, and wait until it has stopped."
  (signal-process pid 'SIGSTOP)
  (skein-test-await (equal "T" (alist-get 'state (process-attributes pid)))))

(ert-deftest skein-place-a-daemon-that-hangs ()
  "A daemon that does not answer is named within five seconds, however it is met."
  (let* ((inhibit-message t) (pid (plist-get (skein-call "server/info" nil) :pid))
         (ping (lambda () (skein-call "ping" nil)))
         (words (format "skeind (process %d) at %s does not answer: skein daemon stop ends it, \
and the next command starts another." pid (skein-daemon-socket)))
         later)
    (unwind-protect
        (progn
          (skein-place-tests--stop pid)
          (should (equal words (skein-place-tests--refusal ping)))
          ;; It is known not to answer, so it is not waited for again.
          (let ((begin (float-time)))
            (should (equal words (skein-place-tests--refusal ping)))
            (should (< (- (float-time) begin) 1)))
          (skein-call "ping" nil #'ignore (lambda (problem) (setq later problem)))
          (should (equal words (skein-error-message later)))
          (skein-disconnect)
          (should (equal words (skein-place-tests--refusal ping))))
      (signal-process pid 'SIGCONT))
    (should-not (skein-call "ping" nil))))

(ert-deftest skein-place-more-than-a-daemon-that-hangs-takes ()
  "What a daemon that hangs does not even take is not waited for either."
  (let ((inhibit-message t) (pid (plist-get (skein-call "server/info" nil) :pid)))
    (unwind-protect
        (progn
          (skein-place-tests--stop pid)
          (should (string-search "does not answer"
                                 (skein-place-tests--refusal
                                  (lambda ()
                                    (skein-call "thread/search"
                                                (list :query (make-string 4000000 ?a))))))))
      (signal-process pid 'SIGCONT))
    (should-not (skein-call "ping" nil))))

(ert-deftest skein-place-an-editor-that-was-stopped ()
  "An Emacs that has not looked for long does not blame the daemon."
  (let (answer said)
    (cl-letf (((symbol-function 'skein-message)
               (lambda (format &rest arguments) (push (apply #'format format arguments) said))))
      (skein-call "turn/run" '(:input "hold" :onDisconnect "cancel") #'ignore #'ignore)
      (skein-call "ping" nil (lambda (_) (setq answer t)))
      (let ((asked (- (float-time) 60)))
        ;; The state when Emacs continues after a minute, with the answer unread.
        (setf (skein-rpc-asked skein--connection) asked
              (skein-rpc-heard skein--connection) (1- asked))
        (call-process "sleep" nil nil nil "0.3")
        (should-not (skein-silence-p skein--connection))
        (should answer))
      (should-not (skein-call "ping" nil))
      (should-not said))
    (skein-disconnect)))

(ert-deftest skein-place-a-daemon-that-wakes-up ()
  "What a daemon that hangs was asked is said to wait, and answered when it goes on."
  (let ((pid (plist-get (skein-call "server/info" nil) :pid)) said)
    (skein-test-with-chat nil
      (cl-letf (((symbol-function 'skein-message)
                 (lambda (format &rest arguments) (push (apply #'format format arguments) said))))
        (unwind-protect
            (progn
              (skein-place-tests--stop pid)
              (skein-test-say "say awake")
              (skein-test-await said)
              (should (string-search "does not answer" (car said)))
              (should (string-search "not answering" (skein-chat--mode-line))))
          (signal-process pid 'SIGCONT))
        (skein-test-settled)
        (should (= 1 (length said)))
        (should (skein-test-shows "\nawake\n"))
        (skein-test-await (not (string-search "not answering" (skein-chat--mode-line))))))))

(ert-deftest skein-place-a-daemon-that-is-killed ()
  "What a daemon that hangs was asked is asked of the next one, once."
  (let ((inhibit-message t) (pid (plist-get (skein-call "server/info" nil) :pid)))
    (skein-test-with-chat nil
      (unwind-protect
          (progn
            (skein-place-tests--stop pid)
            (skein-test-say "say at last")
            (skein-test-await (skein-silence-p skein--connection))
            (signal-process pid 'SIGKILL))
        (signal-process pid 'SIGCONT))
      (skein-test-settled)
      (should (skein-test-shows "\nat last\n"))
      (should (= 1 (how-many "^say at last$" (point-min)))))))

(ert-deftest skein-place-a-chat-that-was-opened-meanwhile ()
  "A chat that is opened while the daemon hangs says so, and comes when it goes on."
  (let* ((inhibit-message t)
         (pid (plist-get (skein-call "server/info" nil) :pid))
         (thread (skein-test-thread "slept")))
    (skein-call "turn/run" (list :threadId (plist-get thread :id) :input "say morning"))
    (unwind-protect
        (progn
          (skein-listen)
          (skein-place-tests--stop pid)
          (skein-place-tests--refusal (lambda () (skein-call "ping" nil)))
          (skein-test-with-chat thread
            (should (string-search "does not answer" (skein-header-line)))
            (signal-process pid 'SIGCONT)
            (skein-test-await (skein-test-shows "\nmorning\n"))
            (should-not skein-follow-trouble)))
      (signal-process pid 'SIGCONT))))

(defmacro skein-place-tests--beside (filter &rest body)
  "Run BODY while another program listens at the socket that is named.
It answers what comes by FILTER, a function of the process and the text."
  (declare (indent 1) (debug t))
  `(let* ((folder (make-temp-file "skein-other" t))
          (path (expand-file-name "skein.sock" folder))
          (process-environment (cons (concat "SKEIN_SOCKET=" path) process-environment))
          (other (make-network-process :name "other" :server t :family 'local :service path
                                       :noquery t :coding 'binary :filter ,filter)))
     (skein-disconnect)
     (unwind-protect (progn ,@body)
       (skein-disconnect)
       (delete-process other)
       (delete-directory folder t))))

(ert-deftest skein-place-another-program ()
  "Another program is named as such, whether it is silent, chatters or echoes."
  (dolist (filter (list #'ignore
                        #'process-send-string
                        (lambda (process _) (process-send-string process "SSH-2.0-other\r\n"))
                        (lambda (process _)
                          (process-send-string
                           process "HTTP/1.1 400 Bad Request\r\nContent-Length: 2\r\n\r\n{}"))
                        (lambda (process _)
                          (process-send-string process "Content-Length: 2\r\n\r\nno"))
                        (lambda (process _)
                          (process-send-string process "Content-Type: text/plain\r\n\r\n"))))
    (skein-place-tests--beside filter
      (let ((said (skein-place-tests--refusal (lambda () (skein-call "ping" nil)))))
        (should (string-prefix-p (format "Another program listens at %s" path) said))
        (should (string-search "is not skeind: end it" said))))))

(ert-deftest skein-place-a-full-queue ()
  "Where nobody is let in any more, that is said at once."
  (let* ((folder (make-temp-file "skein-full" t))
         (path (expand-file-name "skein.sock" folder))
         (process-environment (cons (concat "SKEIN_SOCKET=" path) process-environment))
         (full (make-process
                :name "full" :buffer (generate-new-buffer " *full*") :noquery t
                :connection-type 'pipe
                :command (list "python3" "-c" "import socket, sys
server, client = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)
server.bind(sys.argv[1]); server.listen(0); client.connect(sys.argv[1])
print('ready', flush=True); sys.stdin.read()" path))))
    (unwind-protect
        (progn
          (skein-test-await (with-current-buffer (process-buffer full)
                              (search-backward "ready" nil t)))
          (skein-disconnect)
          (should (string-search "does not answer"
                                 (skein-place-tests--refusal (lambda () (skein-call "ping" nil))))))
      (skein-disconnect)
      (delete-process full)
      (delete-directory folder t))))

(provide 'skein-place-tests)
;;; skein-place-tests.el ends here
