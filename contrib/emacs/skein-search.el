;;; skein-search.el --- Finding words in all threads  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; The results are a list; RET goes to the message in its chat.

;;; Code:

(require 'skein-chat)
(require 'tabulated-list)

(defvar-local skein-search--query nil "What these are the results of.")
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
  (setq tabulated-list-format [("Age" 10 nil) ("Thread" 28 nil) ("Found" 0 nil)])
  (add-hook 'tabulated-list-revert-hook #'skein-search--first nil t)
  (tabulated-list-init-header))

;;;###autoload
(defun skein-search (query)
  "List the messages, of all threads, in which QUERY is found."
  (interactive (list (read-string "Search all threads for: ")))
  (when (string-empty-p (string-trim query))
    (user-error "Search for what?"))
  (let ((buffer (get-buffer-create "*skein search*")))
    (with-current-buffer buffer
      (unless (derived-mode-p 'skein-search-mode)
        (skein-search-mode))
      (setq skein-search--query query)
      (skein-search--first)
      (tabulated-list-print)
      (goto-char (point-min)))
    (pop-to-buffer buffer)
    (unless tabulated-list-entries
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
    (list hit (vector (skein-age (or (skein-get hit :message :createdAt)
                                     (plist-get thread :updatedAt)))
                      (skein-title thread)
                      (skein-search--snippet (plist-get hit :snippet))))))

(defun skein-search--snippet (text)
  "TEXT in one line, with what matched, between U+0002 and U+0003, in a face."
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
  "Go to the message of this line, in its chat."
  (interactive nil skein-search-mode)
  (let* ((hit (or (tabulated-list-get-id) (user-error "There is no result here")))
         (id (skein-get hit :message :id)))
    (pop-to-buffer (skein-chat-buffer (plist-get hit :thread)))
    (when id
      (skein-search--go-to id))))

(defun skein-search--go-to (id)
  "Go to the message ID in this chat, once it is shown."
  (while (or skein-follow--state
             (and (not (skein-search--place id)) (skein-follow-older)))
    (when skein-follow--state
      (accept-process-output nil 0.1)))
  (when-let ((place (skein-search--place id)))
    (goto-char place)
    (recenter 0)))

(defun skein-search--place (id)
  "Where the message ID is in this buffer, or nil."
  (save-excursion
    (goto-char (point-min))
    (when-let ((match (text-property-search-forward
                       'skein-message id
                       (lambda (id message) (equal id (skein-get message :id))))))
      (prop-match-beginning match))))

(provide 'skein-search)
;;; skein-search.el ends here
