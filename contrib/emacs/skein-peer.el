;;; skein-peer.el --- Checking who listens at the socket  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Only the user or root may listen, unless the user has named the socket.
;; Emacs can't ask the kernel who listens, so it checks the directory and the
;; socket: in a directory of the user's own, which is closed to others, nobody
;; else can replace the socket after the check.

;;; Code:

(require 'skein-daemon)
(require 'skein-error)
(require 'skein-visible)

(defvar skein-peer--told nil "The named sockets whose owner was reported.")

(defun skein-peer--attributes (file)
  "The attributes of FILE, without file name handlers."
  (let ((file-name-handler-alist nil))
    (file-attributes file)))

(defun skein-peer--mine-p (attributes)
  "Whether the file of ATTRIBUTES is the user's or root's."
  (memql (file-attribute-user-id attributes) (list (user-uid) 0)))

(defun skein-peer--openness (directory)
  "Why others could change DIRECTORY, by its attributes, or nil.
In the user's own, the group that the daemon admits may enter;
root's may be open to everybody."
  (let ((modes (file-attribute-modes directory))
        (own (eql (file-attribute-user-id directory) (user-uid))))
    (cond ((not (eq t (file-attribute-type directory))) "its directory is not a directory")
          ((not (skein-peer--mine-p directory))
           (format "its directory belongs to uid %d" (file-attribute-user-id directory)))
          ((not (string-match-p (if own "\\`d...[r-]-[xs-]--[-T]" "\\`d....-..-.") modes))
           (format "its directory is open to others (%s)" modes)))))

(defun skein-peer--way (place)
  "Why others could replace a directory in PLACE, or nil.
PLACE is a directory, without links in its name."
  (let ((found (skein-peer--attributes place)))
    (cond ((not (skein-peer--mine-p found))
           (format "%s belongs to uid %d" place (file-attribute-user-id found)))
          ;; The sticky bit protects files from others who may write there.
          ((not (string-match-p "\\`d....-..-.\\|\\`d........[tT]" (file-attribute-modes found)))
           (format "%s is open to others (%s)" place (file-attribute-modes found)))
          ((not (equal place "/"))
           (skein-peer--way (directory-file-name (file-name-directory place)))))))

(defun skein-peer-check (socket)
  "Return the path to connect to for SOCKET, or nil if it does not exist.
When another user listens there, or could, signal a `skein-error'."
  (condition-case problem
      (skein-peer--check socket)
    (file-error
     (skein--signal
      (if (equal socket (skein-daemon-named-socket))
          (skein-peer-closed socket)
        (format "Nothing was sent to %s: %s cannot be examined (%s).  Set XDG_RUNTIME_DIR to a \
directory of your own, or SKEIN_SOCKET to the socket that you mean."
                socket (nth 3 problem) (nth 2 problem)))))))

(defun skein-peer-closed (socket)
  "The sentence for a SOCKET that can't be reached."
  (format "The socket %s is another user's, or its directory is closed to you." socket))

(defun skein-peer--check (socket)
  "Return the path to connect to for SOCKET, or nil, as `skein-peer-check'."
  (if (equal socket (skein-daemon-named-socket))
      (skein-peer--tell socket (skein-peer--attributes socket))
    (let* ((file-name-handler-alist nil)
           (name (directory-file-name (file-name-directory socket)))
           (above (directory-file-name (file-truename (file-name-directory name))))
           ;; Resolved, because links could lead elsewhere a moment later.
           (place (expand-file-name (file-name-nondirectory name) above))
           (path (expand-file-name (file-name-nondirectory socket) place))
           (directory (skein-peer--attributes place))
           (found (skein-peer--attributes path)))
      (let ((why (and directory
                      (or (skein-peer--openness directory)
                          (skein-peer--way above)
                          (and found (not (skein-peer--mine-p found))
                               (format "it belongs to uid %d"
                                       (file-attribute-user-id found)))))))
        (when why
          (skein--signal (format "Nothing was sent to %s, because %s: set XDG_RUNTIME_DIR to a \
directory of your own, or SKEIN_SOCKET to a socket that you trust" socket why))))
      (and directory found path))))

(defun skein-peer--tell (socket found)
  "Name the owner of SOCKET, with attributes FOUND, once, if not the user."
  (unless (or (not found) (skein-peer--mine-p found) (member socket skein-peer--told))
    (push socket skein-peer--told)
    (skein-message "skein: the daemon at %s belongs to uid %d"
                   socket (file-attribute-user-id found)))
  socket)

(provide 'skein-peer)
;;; skein-peer.el ends here
