;;; skein-health.el --- What works, and what to do about the rest  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Versions, the command, the daemon, the socket, the database, models and keys.

;;; Code:

(require 'skein-call)

(defun skein-health--emacs ()
  "The state of Emacs, and of the programs that it needs."
  (append
   (list (list (if (version<= "28.1" emacs-version) 'ok 'wrong)
               "emacs" emacs-version (unless (version<= "28.1" emacs-version)
                                       "skein needs Emacs 28.1 or newer")))
   (mapcar (lambda (program)
             (if (executable-find (car program))
                 (list 'ok (car program) (executable-find (car program)))
               (list 'wrong (car program) "not found" (cdr program))))
           '(("diff" . "install diffutils: without it a proposal is one hunk")
             ("git" . "install git: skein-add diff needs it")))))

(defun skein-health--command ()
  "The state of the command skein."
  (let ((path (executable-find skein-executable)))
    (if (not path)
        (list (list 'wrong "command" (format "%s is not found" skein-executable)
                    "install skein, or set skein-executable to its path"))
      (list (list 'ok "command"
                  (format "%s, %s" path (skein-health--version path)))))))

(defun skein-health--version (path)
  "The version of the command at PATH."
  (with-temp-buffer
    (let ((default-directory temporary-file-directory))
      (call-process path nil t nil "--no-start" "--version"))
    (goto-char (point-min))
    (buffer-substring (point) (line-end-position))))

(defun skein-health--daemon ()
  "The state of the daemon, and of what it knows."
  (condition-case problem
      (let ((info (skein-call "server/info" nil)))
        (append
         (list (list 'ok "daemon" (format "%s %s, process %s" (plist-get info :name)
                                          (plist-get info :version) (plist-get info :pid)))
               (list 'ok "socket" (plist-get info :socketPath))
               (list 'ok "database" (plist-get info :databasePath))
               (list 'ok "settings" (or (skein-get info :configurationPath) "none"))
               (list 'ok "log" (or (skein-get info :logPath) "none")))
         (skein-health--checks)
         (list (skein-health--model))
         (skein-health--providers)))
    (skein-error (list (list 'wrong "daemon" (skein-error-message problem)
                             "skein daemon status says more")))))

(defun skein-health--checks ()
  "The state of the daemon in its own words."
  (mapcar (lambda (check)
            (let ((ok (equal "ok" (plist-get check :status))))
              (list (if ok 'ok 'wrong) (plist-get check :name) (or (skein-get check :detail) "")
                    (unless ok (skein-health--advice (plist-get check :name))))))
          (plist-get (skein-call "server/health" nil) :checks)))

(defun skein-health--advice (name)
  "What to do when the check NAME of the daemon fails."
  (pcase name
    ("provider" "skein key set PROVIDER stores a key; skein daemon restart passes the environment on")
    ((or "model" "configuration") "edit the settings, then skein daemon reload")
    ("disk" "free some space: nothing is stored without it")
    ((or "database" "integrity" "schema" "wal") "skein db check says more")
    ("search" "wait: the daemon indexes the messages while it is idle")
    (_ "skein daemon status says more")))

(defun skein-health--model ()
  "The state of the model that is asked."
  (condition-case problem
      (list 'ok "asked now" (skein-get (skein-call "model/get" (skein-params :model skein-model))
                                       :model :id))
    (skein-error (list 'wrong "asked now" (skein-error-message problem)
                       "M-x skein-choose-model sets one"))))

(defun skein-health--providers ()
  "The state of the providers' lists of models."
  (condition-case problem
      (let ((answer (skein-call "model/list" nil)))
        (cons (list 'ok "models" (skein-counted (length (plist-get answer :data)) "model"))
              (mapcar (lambda (failed)
                        (list 'wrong (plist-get failed :provider) (plist-get failed :message)))
                      (plist-get answer :errors))))
    (skein-error (list (list 'wrong "models" (skein-error-message problem))))))

;;;###autoload
(defun skein-health ()
  "Show whether all that skein needs works, and what to do about the rest."
  (interactive)
  (let ((checks (append (skein-health--emacs) (skein-health--command) (skein-health--daemon))))
    (with-current-buffer (get-buffer-create "*skein health*")
      (special-mode)
      (setq-local revert-buffer-function (lambda (&rest _) (skein-health))
                  word-wrap t)
      (let ((inhibit-read-only t) (wrong (seq-count (lambda (check) (eq 'wrong (car check)))
                                                    checks)))
        (erase-buffer)
        (insert (if (= wrong 0) "All is well.\n\n"
                  (format "%s to see to.\n\n" (skein-counted wrong "thing"))))
        (mapc #'skein-health--insert checks))
      (goto-char (point-min)))
    (pop-to-buffer "*skein health*")))

(defun skein-health--insert (check)
  "Insert CHECK: its state, its name, what was found, and what to do."
  (pcase-let ((`(,state ,name ,found ,advice) check))
    (insert (if (eq state 'ok)
                (propertize "ok     " 'face 'success)
              (propertize "wrong  " 'face 'error))
            (format "%-14s " (skein-visible name))
            (skein-visible found) "\n")
    (when advice
      (insert (make-string 22 ?\s) (propertize (concat "→ " advice) 'face 'warning) "\n"))))

(provide 'skein-health)
;;; skein-health.el ends here
