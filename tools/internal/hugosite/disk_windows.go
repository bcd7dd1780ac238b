package hugosite

import "syscall"

// Codes of Windows for a full disk and a full quota (ERROR_HANDLE_DISK_FULL,
// ERROR_DISK_FULL, ERROR_DISK_QUOTA_EXCEEDED).
var diskFullErrors = []syscall.Errno{39, 112, 1295}
