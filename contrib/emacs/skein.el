;;; skein.el --- Chats, rewriting and tasks with language models  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors

;; Author: The skein authors
;; Maintainer: The skein authors
;; Version: 0.1.0
;; Package-Requires: ((emacs "28.1"))
;; Keywords: convenience, tools, processes
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; skein keeps your conversations with language models in one place: a small
;; daemon, which the shell, other editors and this package share.  What begins
;; in a terminal goes on here, and an answer is never lost when a buffer is
;; killed or Emacs ends, because the daemon goes on listening to the model.
;;
;;     (add-to-list 'load-path "…/contrib/emacs")
;;     (require 'skein)
;;
;; needs no other setting; the daemon is started when it does not run.
;;
;;   M-x skein                 go back to the last chat, or begin one
;;   M-x skein-chat            begin a chat
;;   M-x skein-continue        go on with a thread, chosen by its number or title
;;   M-x skein-last            go on with the thread that was touched last
;;   M-x skein-versions        open what undo and edit have kept of a thread
;;   M-x skein-search          find a word in all threads
;;   M-x skein-ask             ask, from wherever you are
;;   M-x skein-ask-region      ask about the region
;;   M-x skein-ask-buffer      ask about the buffer
;;   M-x skein-insert          write an answer at point
;;   M-x skein-append          write an answer at the end of the buffer
;;   M-x skein-rewrite-region  let the region be rewritten, and look at it first
;;   M-x skein-tasks           the list of tasks
;;   M-x skein-menu            all of these
;;
;; In a chat, C-c C-c sends, C-c C-k cancels, C-c C-r asks the last question
;; again, and C-h m shows the rest.
;;
;; Programs reach everything that the daemon can do by one function,
;; `skein-call', whose documentation says how JSON looks in Lisp:
;;
;;     (skein-call "thread/list" '(:limit 5))
;;
;; The manual is skein-emacs(7); the methods are described in skein-rpc(7) and
;; the pages that it names.

;;; Code:

(defgroup skein nil
  "Chats, rewriting and tasks with language models."
  :group 'applications
  :prefix "skein-")

(defcustom skein-executable "skein"
  "The skein command, which starts the daemon when it does not run."
  :type 'file)

(defcustom skein-socket nil
  "Where the daemon's socket is, or nil to follow skein's own rule.
The rule takes the first that is set: $SKEIN_SOCKET,
$XDG_RUNTIME_DIR/skein/skein.sock, $TMPDIR/skein-UID/skein.sock,
and else /tmp/skein-UID/skein.sock.  Directories that are not
there are passed over.  Where the daemon of another database
listens there, skein says where the right one is."
  :type '(choice (const :tag "By skein's rule" nil) file))

(defcustom skein-model nil
  "The model of new threads, or nil for the one that the daemon is configured with.
A thread's own model, which \\[skein-choose-model] sets in its chat, comes first."
  :type '(choice (const :tag "The configured one" nil) string))

(defcustom skein-system-prompt nil
  "The system prompt of new threads, or nil for none."
  :type '(choice (const :tag "None" nil) string))

(defcustom skein-delta-interval-ms 50
  "How often the daemon sends what a model says, in milliseconds.
What it says in between comes joined, so that Emacs is not flooded."
  :type 'natnum)

(defcustom skein-log-size 0
  "How many characters of the messages to and from the daemon are kept to look at.
They are in the buffer `*skein events*'.  Takes effect with the next connection."
  :type 'natnum)

(defface skein-user '((t :inherit font-lock-function-name-face :weight bold))
  "The heading of what you said.")

(defface skein-assistant '((t :inherit font-lock-keyword-face :weight bold))
  "The heading of what a model said.")

(defface skein-dimmed '((t :inherit shadow))
  "What stands beside the conversation: times, reasoning, states.")

(defface skein-failure '((t :inherit error))
  "Why a turn failed.")

(defface skein-code '((t :inherit fixed-pitch :extend t))
  "Code in an answer.")

(defface skein-rewrite-old '((t :inherit diff-removed))
  "A region that a proposed text is to replace.")

(defface skein-rewrite-new '((t :inherit diff-added))
  "The text that is proposed for a region.")

;; Whoever installs this as a package has the same from the autoload cookies.
(dolist (entry '(("skein-connection" skein-disconnect)
                 ("skein-chat" skein skein-chat)
                 ("skein-region" skein-ask skein-ask-region skein-ask-buffer
                  skein-insert skein-append skein-cancel)
                 ("skein-rewrite" skein-rewrite-region)
                 ("skein-threads" skein-continue skein-last skein-versions
                  skein-rename skein-delete skein-restore)
                 ("skein-variants" skein-variants)
                 ("skein-search" skein-search)
                 ("skein-models" skein-choose-model)
                 ("skein-tasks" skein-tasks skein-add-task)
                 ("skein-menu" skein-menu)))
  (dolist (command (cdr entry))
    (autoload command (car entry) nil t)))
(autoload 'skein-call "skein-call")

(provide 'skein)
;;; skein.el ends here
