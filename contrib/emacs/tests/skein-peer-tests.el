;;; skein-peer-tests.el --- Whom Emacs speaks to  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; See contrib/stranger.

;;; Code:

(require 'skein-test)

(defun skein-peer-tests--stranger (shape base)
  "Start a stranger of SHAPE below BASE; return nil where that needs root."
  (let* ((buffer (generate-new-buffer " *stranger*"))
         (process (make-process
                   :name "stranger" :buffer buffer :connection-type 'pipe :sentinel #'ignore
                   :command (list (expand-file-name "../stranger" skein-test-contrib)
                                  shape base))))
    (skein-test-await (or (not (process-live-p process))
                          (with-current-buffer buffer (search-backward "ready\n" nil t))))
    (if (process-live-p process)
        process
      (message "not tested, because it needs root: a stranger (%s)" shape)
      nil)))

(defun skein-peer-tests--end (process)
  "End PROCESS, a stranger, and return how many bytes it received."
  (process-send-eof process)
  (skein-test-await (not (process-live-p process)))
  (with-current-buffer (process-buffer process)
    (goto-char (point-min))
    (forward-line)
    (prog1 (read (current-buffer))
      (kill-buffer))))

(defmacro skein-peer-tests--with (shape named &rest body)
  "Run BODY while a stranger of SHAPE listens where the daemon should.
It is found by the rule, or when NAMED is non-nil because it was
named.  In BODY `path' is its socket and `stranger' the process."
  (declare (indent 2) (debug t))
  `(let* ((base (make-temp-file "skein-stranger" t))
          (path (format "%s/skein-%d/skein.sock" base (user-uid)))
          (stranger (skein-peer-tests--stranger ,shape base))
          (process-environment
           (append (list (concat "TMPDIR=" base) "XDG_RUNTIME_DIR="
                         (concat "SKEIN_SOCKET=" (if ,named path "")))
                   process-environment)))
     (when stranger
       (skein-disconnect)
       (unwind-protect (progn ,@body)
         (skein-disconnect)
         (delete-process stranger)))
     (delete-directory base t)))

(defun skein-peer-tests--refused (shape why)
  "Expect that a stranger of SHAPE receives nothing, for the reason WHY."
  (skein-peer-tests--with shape nil
    (dotimes (_ 2)
      (let ((said (skein-error-message (should-error (skein-call "ping" nil)
                                                     :type 'skein-error))))
        (should (string-prefix-p (format "Nothing was sent to %s, because %s" path why) said))
        (should (string-search "set XDG_RUNTIME_DIR to a directory of your own, or SKEIN_SOCKET"
                               said))))
    (should (eql 0 (skein-peer-tests--end stranger)))))

(ert-deftest skein-peer-another-users-directory ()
  "A directory that another user has made is sent nothing."
  (skein-peer-tests--refused "taken" "its directory belongs to uid 65534"))

(ert-deftest skein-peer-another-users-socket ()
  "A socket of another user in our directory is sent nothing."
  (skein-peer-tests--refused "inside" "it belongs to uid 65534"))

(ert-deftest skein-peer-open-directory-or-link ()
  "A directory that others may change, or a link to one, is sent nothing."
  (skein-peer-tests--refused "open" "its directory is open to others (drwxrwxrwx)")
  (skein-peer-tests--refused "link" "its directory is not a directory")
  (skein-peer-tests--refused "above" "/"))

(ert-deftest skein-peer-a-group-that-is-let-in ()
  "A directory that a group may enter is no stranger's."
  (skein-peer-tests--with "open" nil
    (set-file-modes (file-name-directory path) #o750)
    ;; It has the expected database, according to the lock beside its socket.
    (write-region (format "%d\n%s\n%s\nserving\n" (process-id stranger) path
                          (skein-database--path))
                  nil (concat path ".lock") nil 'silent)
    (should-not (skein-call "ping" nil))))

(ert-deftest skein-peer-named-and-told-once ()
  "Who listens at a socket that was named is told, once."
  (let ((inhibit-message t) told)
    (cl-letf (((symbol-function 'skein-message)
               (lambda (format &rest arguments)
                 (push (apply #'format format arguments) told))))
      (skein-peer-tests--with "taken" t
        (should-not (skein-call "ping" nil))
        (skein-disconnect)
        (should-not (skein-call "ping" nil))
        (should (equal (list (format "skein: the daemon at %s belongs to uid 65534" path))
                       told))
        (should (< 0 (skein-peer-tests--end stranger)))))))

(ert-deftest skein-peer-a-directory-that-is-closed ()
  "A place that can't be looked at is named, whoever has named it."
  (let ((look (symbol-function 'file-attributes)) (socket (skein-daemon-socket)))
    (cl-letf (((symbol-function 'file-attributes)
               (lambda (file &rest format)
                 (if (string-match-p "/skein\\.sock\\'\\|/skein-[0-9]+\\'" file)
                     (signal 'file-error (list "Getting attributes" "Permission denied" file))
                   (apply look file format)))))
      (skein-disconnect)
      (should (equal (format "The socket %s is another user's, or its directory is closed to you."
                             socket)
                     (skein-error-message (should-error (skein-call "ping" nil)
                                                        :type 'skein-error))))
      (let ((process-environment (append '("SKEIN_SOCKET=" "XDG_RUNTIME_DIR=")
                                         process-environment)))
        (should (string-match-p
                 "\\`Nothing was sent to .*: .* cannot be examined (Permission denied)\\.  Set"
                 (skein-error-message (should-error (skein-call "ping" nil)
                                                    :type 'skein-error))))))))

(ert-deftest skein-peer-takes-the-place-later ()
  "A stranger who takes the place of the daemon is sent nothing, nor are turns."
  (let (events)
    (skein-turn-start '(:input "hold") (lambda (event data) (push (cons event data) events)))
    (skein-test-await (assq 'text events))
    (let ((id (skein-get (cdr (assq 'accepted events)) :turn :id)))
      (skein-peer-tests--with "taken" nil
        (setq events nil)
        ;; Connecting again automatically, and by a call.
        (skein--return 0)
        (skein-test-await (assq 'failed events))
        (should (string-search "Nothing was sent"
                               (skein-error-message (cdr (assq 'failed events)))))
        (should-error (skein-call "ping" nil) :type 'skein-error)
        (should (eql 0 (skein-peer-tests--end stranger))))
      (skein-call "turn/cancel" (list :turnId id)))))

(provide 'skein-peer-tests)
;;; skein-peer-tests.el ends here
