;;; skein-search.el --- Finding words in all threads  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; The results are a list; RET goes to the message in its chat.

;;; Code:

(require 'skein-chat)
(require 'tabulated-list)

(defvar-local skein-search--query nil "The words that were searched for.")
(defvar-local skein-search--narrow nil "Whether there is space for the matching text only.")
(defvar-local skein-search--cursor nil "The cursor of the next page, or nil.")

(defvar skein-search-mode-map
  (let ((map (make-sparse-keymap)))
    (define-key map (kbd "RET") #'skein-search-visit)
    (define-key map (kbd "+") #'skein-search-more)
    (define-key map (kbd "s") #'skein-search)
    map)
  "Keymap of `skein-search-mode'.")

(define-derived-mode skein-search-mode tabulated-list-mode "skein-search"
  "Major mode of search results.
\\<skein-search-mode-map>\\[skein-search-visit] goes to the message, \
\\[skein-search-more] shows more results.

\\{skein-search-mode-map}"
  (setq skein-search--narrow (< (window-width) 72)
        tabulated-list-format
        (if skein-search--narrow
            [("#" 4 nil) ("Who" 10 nil) ("Found" 0 nil)]
          [("#" 5 nil) ("Thread" 24 nil) ("Who" 10 nil) ("When" 10 nil) ("Found" 0 nil)]))
  (add-hook 'tabulated-list-revert-hook #'skein-search--first nil t)
  (tabulated-list-init-header))

;;;###autoload
(defun skein-search (query)
  "List the messages, questions and titles of all threads that have QUERY."
  (interactive (list (read-string "Search all threads for: ")))
  (when (string-empty-p (string-trim query))
    (user-error "Search for what?"))
  (let ((buffer (get-buffer-create "*skein search*")))
    (with-current-buffer buffer
      ;; Computed each time, for the window's width.
      (skein-search-mode)
      (setq skein-search--query query)
      (skein-search--first)
      (tabulated-list-print)
      (goto-char (point-min)))
    (pop-to-buffer buffer)
    (if tabulated-list-entries
        (message "%s" (substitute-command-keys
                       "\\<skein-search-mode-map>\\[skein-search-visit] opens, \\[quit-window] leaves, \
\\[describe-mode] helps"))
      (message "Nothing found for %s" query))))

(defun skein-search--first ()
  "Fetch the first page."
  (setq tabulated-list-entries nil
        skein-search--cursor nil)
  (skein-search--page))

(defun skein-search--page ()
  "Fetch the next page."
  (let ((page (skein-request "thread/search"
                             (skein-params :query skein-search--query :limit 50
                                           :cursor skein-search--cursor))))
    (setq skein-search--cursor (skein-get page :nextCursor)
          tabulated-list-entries
          (append tabulated-list-entries
                  (mapcar #'skein-search--entry (plist-get page :data)))
          mode-line-process (and skein-search--cursor " [+ for more]"))))

(defun skein-search--entry (hit)
  "The line of HIT."
  (let ((thread (plist-get hit :thread)))
    (list hit
          (vconcat
           (list (format "%s" (or (skein-get thread :number) "")))
           (unless skein-search--narrow
             (list (skein-title thread)))
           (list (skein-search--speaker hit))
           (unless skein-search--narrow
             (list (skein-age (or (skein-get hit :message :createdAt)
                                  (skein-get thread :lastMessageAt)
                                  (plist-get thread :updatedAt)))))
           (list (skein-search--snippet (plist-get hit :snippet)))))))

(defun skein-search--speaker (hit)
  "The author of the text in HIT, or its kind when it has none."
  (cond ((skein-get hit :message :role))
        ((skein-get hit :turnId) "unanswered")
        (t "title")))

(defun skein-search--snippet (text)
  "TEXT on one line, with matches, between U+0002 and U+0003, in a face."
  (skein-visible
   (replace-regexp-in-string
    "\2\\([^\3]*\\)\3" (lambda (match) (propertize (substring match 1 -1) 'face 'match))
    (replace-regexp-in-string "[ \t\n]+" " " text) t t)))

(defun skein-search-more ()
  "Show more results."
  (interactive nil skein-search-mode)
  (unless skein-search--cursor
    (user-error "There are no more results"))
  (skein-search--page)
  (tabulated-list-print t))

(defun skein-search-visit ()
  "Go to the message or the question of this line, in its chat."
  (interactive nil skein-search-mode)
  (let* ((hit (or (tabulated-list-get-id) (user-error "There is no result here")))
         (message (skein-get hit :message :id))
         (turn (skein-get hit :turnId)))
    (pop-to-buffer (skein-chat-buffer (plist-get hit :thread)))
    (when (or message turn)
      (skein-search--go-to (lambda ()
                             (if message
                                 (skein-search--place message)
                               (skein-unanswered-place turn)))
                           (skein-get hit :message :sequence)))))

(defun skein-search--go-to (find sequence)
  "Go to the position from FIND in this chat, when it is shown.
SEQUENCE is that of the message, if it is known."
  (skein--wait (lambda () (not skein-follow--state)))
  (while (and (not (funcall find)) (skein-follow-older sequence)))
  (when-let ((place (funcall find)))
    (goto-char place)
    (recenter 0)))

(defun skein-search--place (id)
  "Where the message ID is in this buffer, or nil."
  (car (seq-find (lambda (region) (equal id (skein-get (nth 2 region) :id)))
                 (skein-view--regions 'skein-message))))

(provide 'skein-search)
;;; skein-search.el ends here
