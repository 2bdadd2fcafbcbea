;;; skein-database.el --- The database of a daemon  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; A daemon at the socket may have another database than that of this
;; environment.  The lock beside the socket names it; when the configuration
;; may set another one, only the command skein knows.

;;; Code:

(require 'skein-value)

(defconst skein-database--variables
  '("HOME" "XDG_CONFIG_HOME" "XDG_DATA_HOME" "XDG_RUNTIME_DIR" "TMPDIR"
    "SKEIN_CONFIG" "SKEIN_DATABASE" "SKEIN_SOCKET" "SKEIN_TOKEN")
  "The variables that determine the daemon's socket and database.")

(defun skein-database-absolute (variable)
  "The value of the environment's VARIABLE, or nil if it is not an absolute path."
  (let ((value (getenv variable)))
    (and value (string-prefix-p "/" value) value)))

(defun skein-database--own (variable place name)
  "The file NAME of skein below the directory in VARIABLE, or else PLACE at home."
  (when-let ((base (or (skein-database-absolute variable)
                       (when-let ((home (skein-database-absolute "HOME")))
                         (expand-file-name place home)))))
    (expand-file-name (concat "skein/" name) base)))

(defun skein-database--configuration ()
  "The path of the configuration, or nil where there can be none."
  (or (skein-database-absolute "SKEIN_CONFIG")
      (skein-database--own "XDG_CONFIG_HOME" ".config" "config.yaml")))

(defun skein-database--path ()
  "The path of the database by the environment, or nil if it is not known."
  (or (skein-database-absolute "SKEIN_DATABASE")
      (skein-database--own "XDG_DATA_HOME" ".local/share" "skein.db")))

(defun skein-database--configured-p ()
  "Whether the configuration may name a socket or a database of its own."
  (let ((file-name-handler-alist nil) (path (skein-database--configuration)))
    (condition-case nil
        (when (and path (file-attributes path))
          (with-temp-buffer
            (insert-file-contents path nil 0 (ash 1 20))
            (goto-char (point-min))
            (re-search-forward "^[ \t]*[{\"']?[ \t]*\\(?:socket\\|database\\)\\_>" nil t)))
      ;; A file that can't be read may contain anything.
      (file-error t))))

(defun skein-database--kept (socket)
  "The database that the lock beside SOCKET names, or nil."
  (let ((file-name-handler-alist nil) (lock (concat socket ".lock")))
    (ignore-errors
      (with-temp-buffer
        (insert-file-contents lock nil 0 (ash 16 10))
        (let ((line (nth 2 (split-string (buffer-string) "\n"))))
          (and line (not (string-empty-p line)) line))))))

(defun skein-database-pid (socket)
  "The process that the lock beside SOCKET names, or nil."
  (let ((file-name-handler-alist nil))
    (ignore-errors
      (with-temp-buffer
        (insert-file-contents (concat socket ".lock") nil 0 20)
        (and (looking-at "[1-9][0-9]*$") (string-to-number (match-string 0)))))))

(defun skein-database--same-p (one other)
  "Whether ONE and OTHER name the same existing file."
  (let ((file-name-handler-alist nil))
    (and (file-exists-p one) (file-exists-p other)
         (equal (file-truename one) (file-truename other)))))

(defun skein-database-served-p (socket &optional database)
  "Whether the daemon at SOCKET certainly has DATABASE.
The default is the database of this environment."
  (let ((kept (skein-database--kept socket)))
    (cond (database (and kept (skein-database--same-p kept database)))
          ((skein-database--configured-p) nil)
          (t (let ((own (skein-database--path)))
               (if own
                   (and kept (skein-database--same-p kept own))
                 (and kept t)))))))

(defun skein-database-environment ()
  "All values that determine the database, for a comparison with `equal'."
  (cons (let ((path (skein-database--configuration)) (file-name-handler-alist nil))
          (and path (ignore-errors
                      (file-attribute-modification-time (file-attributes path)))))
        (mapcar #'getenv skein-database--variables)))

(provide 'skein-database)
;;; skein-database.el ends here
