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
;; daemon, which the shell, other editors and this package share.  You can
;; continue here what you began in a terminal, and no answer is lost when a buffer
;; is killed or Emacs ends, because the daemon still receives it.
;;
;;     (add-to-list 'load-path "…/contrib/emacs")
;;     (require 'skein)
;;
;; needs no other setting; the daemon is started when it is not running.
;;
;;   M-x skein                 go back to the last chat, or begin one
;;   M-x skein-chat            begin a chat
;;   M-x skein-threads         the list of threads
;;   M-x skein-continue        continue a thread, chosen by its number or title
;;   M-x skein-last            continue the thread with the latest activity
;;   M-x skein-versions        open a version that undo or edit has kept
;;   M-x skein-search          search all threads for words
;;   M-x skein-ask             ask, from wherever you are
;;   M-x skein-ask-region      ask about the region
;;   M-x skein-ask-buffer      ask about the buffer
;;   M-x skein-template        ask by a template
;;   M-x skein-add             let the region or buffer go along with the next question
;;   M-x skein-insert          write an answer at point
;;   M-x skein-append          write an answer at the end of the buffer
;;   M-x skein-rewrite-region  propose a new text for the region
;;   M-x skein-rewrite-dwim    the same for what is at point, repeatable
;;   M-x skein-here            a Markdown file as a chat
;;   M-x skein-tasks           the list of tasks
;;   M-x skein-health          what works, and what to do about the rest
;;   M-x skein-menu            all of these
;;
;; In a chat, C-c C-c sends, C-c C-k cancels, C-c C-r asks the last question
;; again, and C-h m shows the rest.
;;
;; Programs call all methods of the daemon with one function, `skein-call',
;; whose documentation explains how JSON is represented in Lisp:
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
  "The skein command, which starts the daemon when it is not running."
  :type 'file)

(defcustom skein-socket nil
  "The path of the daemon's socket, or nil for the default.
The default is the first of these: $SKEIN_SOCKET,
$XDG_RUNTIME_DIR/skein/skein.sock, $TMPDIR/skein-UID/skein.sock,
and else /tmp/skein-UID/skein.sock.  Directories that do not
exist are skipped.  When the daemon of another database listens
there, the command skein finds the right one."
  :type '(choice (const :tag "The default" nil) file))

(defcustom skein-model nil
  "The model of new threads, or nil for the daemon's default.
A thread's own model, which \\[skein-choose-model] sets in its chat, comes first."
  :type '(choice (const :tag "The configured one" nil) string))

(defcustom skein-system-prompt nil
  "The system prompt of new threads, or nil for none."
  :type '(choice (const :tag "None" nil) string))

(defcustom skein-delta-interval-ms 50
  "The interval at which the daemon sends the text of an answer, in milliseconds.
Text that is generated in between is sent together."
  :type 'natnum)

(defcustom skein-log-size 0
  "How many characters of the messages to and from the daemon are kept.
They are in the buffer `*skein events*'.  Takes effect with the next connection."
  :type 'natnum)

(defface skein-user '((t :inherit font-lock-function-name-face :weight bold))
  "The heading of your messages.")

(defface skein-assistant '((t :inherit font-lock-keyword-face :weight bold))
  "The heading of a model's messages.")

(defface skein-dimmed '((t :inherit shadow))
  "Remarks in a conversation: times, reasoning, states.")

(defface skein-context '((t :inherit font-lock-doc-face))
  "What goes along with the next question.")

(defface skein-failure '((t :inherit error))
  "Why a turn failed.")

(defface skein-code '((t :inherit fixed-pitch :extend t))
  "Code in an answer.")

(defface skein-rewrite-old '((t :inherit diff-removed))
  "A region that a proposed text may replace.")

(defface skein-rewrite-new '((t :inherit diff-added))
  "The text that is proposed for a region.")

;; An installation as a package gets the same from the autoload cookies.
(dolist (entry '(("skein-connection" skein-disconnect)
                 ("skein-chat" skein skein-chat skein-fork)
                 ("skein-again" skein-edit)
                 ("skein-region" skein-ask skein-ask-region skein-ask-buffer
                  skein-insert skein-append skein-cancel)
                 ("skein-settings" skein-system skein-option)
                 ("skein-template" skein-template)
                 ("skein-add" skein-add skein-drop)
                 ("skein-rewrite" skein-rewrite-region)
                 ("skein-dwim" skein-rewrite-dwim)
                 ("skein-here" skein-here)
                 ("skein-thread-list" skein-threads)
                 ("skein-threads" skein-continue skein-last skein-versions
                  skein-rename skein-delete skein-restore)
                 ("skein-variants" skein-variants)
                 ("skein-search" skein-search)
                 ("skein-models" skein-choose-model)
                 ("skein-tasks" skein-tasks skein-add-task)
                 ("skein-health" skein-health)
                 ("skein-menu" skein-menu)))
  (dolist (command (cdr entry))
    (autoload command (car entry) nil t)))
(autoload 'skein-call "skein-call")

(provide 'skein)
;;; skein.el ends here
