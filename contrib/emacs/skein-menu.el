;;; skein-menu.el --- A menu of all commands  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; `transient' is part of Emacs since version 28.  This file alone needs it.

;;; Code:

(require 'transient)
(require 'skein-region)
(require 'skein-add)
(require 'skein-template)
(require 'skein-dwim)
(require 'skein-here)
(require 'skein-thread-list)
(require 'skein-variants)
(require 'skein-models)
(require 'skein-health)
(require 'skein-search)
(require 'skein-tasks)

;;;###autoload (autoload 'skein-menu "skein-menu" nil t)
(transient-define-prefix skein-menu ()
  "All commands of skein."
  [["Ask"
    ("a" "in the chat" skein-ask)
    ("r" "about the region" skein-ask-region :if use-region-p)
    ("b" "about the buffer" skein-ask-buffer)
    ("T" "by a template" skein-template)
    ("+" "add context" skein-add)
    ("-" "drop context" skein-drop)]
   ["Write"
    ("i" "at point" skein-insert)
    ("e" "at the end" skein-append)
    ("w" "rewrite this" skein-rewrite-dwim)
    ("h" "this file as a chat" skein-here)
    ("k" "cancel" skein-cancel)]
   ["Threads"
    ("L" "list" skein-threads)
    ("c" "continue" skein-continue)
    ("l" "the last one" skein-last)
    ("n" "new chat" skein-chat)
    ("s" "search" skein-search)
    ("v" "versions" skein-versions)]
   ["A thread"
    ("R" "rename" skein-rename)
    ("D" "delete" skein-delete)
    ("U" "restore" skein-restore)]]
  [["Question" :if-derived skein-mode
    ("g" "ask again" skein-chat-retry)
    ("E" "edit" skein-edit)
    ("f" "fork" skein-fork)
    ("u" "take back" skein-chat-undo)
    ("o" "other answers" skein-variants)]
   ["Settings"
    ("m" "model" skein-choose-model)
    ("p" "system prompt" skein-system :if-derived skein-mode)
    ("O" "options" skein-option :if-derived skein-mode)
    ("H" "health" skein-health)]
   ["Tasks"
    ("t" "list" skein-tasks)
    ("A" "add" skein-add-task)]])

(provide 'skein-menu)
;;; skein-menu.el ends here
