// What a power cut would leave. Loaded into the daemon with LD_PRELOAD, this keeps a second copy of every file in one
// folder as it was when the disk was last asked to keep it: at each successful fsync or fdatasync the file is copied to
// FOLDER/.durable/NAME (to a temporary name first, so that a SIGKILL in the middle leaves the copy of before).
// What was written and never synced is not there. Whoever restarts the daemon puts those copies in place.
//
//   POWER_CUT_FOLDER   the folder to watch (absolute, without symbolic links)
//   POWER_CUT_JOURNAL  if set: a line is appended to this file for each copy, for the test of this very shim
//
// A rename within the folder takes its copy along. A truncation counts at the file's next sync; a removal when the
// folder itself is synced, and until then the file comes back.

#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static unsigned serial = 0;

// NAME of a path directly in the watched folder, or NULL.
static const char *name_in_folder(const char *path) {
  const char *folder = getenv("POWER_CUT_FOLDER");
  size_t length = strlen(folder);
  if (strncmp(path, folder, length) != 0 || path[length] != '/') return NULL;
  const char *name = path + length + 1;
  return strchr(name, '/') == NULL && name[0] != 0 ? name : NULL;
}

static void durable_path(char *to, const char *name, const char *suffix) {
  snprintf(to, PATH_MAX, "%s/.durable/%s%s", getenv("POWER_CUT_FOLDER"), name, suffix);
}

static void note(const char *name, long octets) {
  const char *journal = getenv("POWER_CUT_JOURNAL");
  if (journal == NULL) return;
  int fd = open(journal, O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (fd < 0) return;
  dprintf(fd, "%s %ld\n", name, octets);
  close(fd);
}

// A failure to copy would make the test lie, so it ends the daemon.
static void must(int done, const char *what) {
  if (done) return;
  fprintf(stderr, "power-cut: %s: %s\n", what, strerror(errno));
  abort();
}

// The folder was synced: what is no longer in it will not come back.
static void forget_removed(const char *folder) {
  char durable[PATH_MAX], original[PATH_MAX + NAME_MAX + 2], copy[PATH_MAX + NAME_MAX + 2];
  durable_path(durable, "", "");
  DIR *copies = opendir(durable);
  must(copies != NULL, durable);
  for (struct dirent *entry; (entry = readdir(copies)) != NULL;) {
    snprintf(original, sizeof original, "%s/%s", folder, entry->d_name);
    snprintf(copy, sizeof copy, "%s/%s", durable, entry->d_name);
    if (entry->d_type == DT_REG && access(original, F_OK) != 0) unlink(copy);
  }
  closedir(copies);
}

static void keep(int fd) {
  char link[64], path[PATH_MAX], temporary[PATH_MAX], final[PATH_MAX], suffix[32];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return;
  path[length] = 0;
  struct stat stat;
  if (strcmp(path, getenv("POWER_CUT_FOLDER")) == 0) {
    forget_removed(path);
    return;
  }
  const char *name = name_in_folder(path);
  if (name == NULL || fstat(fd, &stat) != 0 || !S_ISREG(stat.st_mode)) return;

  // Not fd itself: it may be open for writing only. Its locks are the process's, and closing any other descriptor of
  // the file would drop them, so the reading end is opened through /proc, and kept for the life of the process.
  static struct { dev_t device; ino_t inode; int fd; } readers[256];
  int reader = -1;
  for (unsigned i = 0; i < sizeof readers / sizeof *readers; i++) {
    if (readers[i].inode == 0) {
      readers[i].fd = open(link, O_RDONLY | O_CLOEXEC);
      must(readers[i].fd >= 0, path);
      readers[i].device = stat.st_dev;
      readers[i].inode = stat.st_ino;
    }
    if (readers[i].inode == stat.st_ino && readers[i].device == stat.st_dev) {
      reader = readers[i].fd;
      break;
    }
  }
  must(reader >= 0, "too many files");

  snprintf(suffix, sizeof suffix, ".%u", serial++);
  durable_path(temporary, name, suffix);
  durable_path(final, name, "");
  int copy = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  must(copy >= 0, temporary);
  static char block[1 << 18];
  off_t at = 0;
  for (ssize_t got; (got = pread(reader, block, sizeof block, at)) > 0; at += got) {
    must(write(copy, block, (size_t)got) == got, temporary);
  }
  close(copy);
  must(rename(temporary, final) == 0, final);
  note(name, (long)at);
}

static int synced(int (*sync)(int), int fd) {
  int result = sync(fd);
  if (result != 0 || getenv("POWER_CUT_FOLDER") == NULL) return result;
  int error = errno;
  pthread_mutex_lock(&one_at_a_time);
  keep(fd);
  pthread_mutex_unlock(&one_at_a_time);
  errno = error;
  return result;
}

int fsync(int fd) {
  static int (*real)(int) = NULL;
  if (real == NULL) real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  return synced(real, fd);
}

int fdatasync(int fd) {
  static int (*real)(int) = NULL;
  if (real == NULL) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  return synced(real, fd);
}

int rename(const char *from, const char *to) {
  static int (*real)(const char *, const char *) = NULL;
  if (real == NULL) real = (int (*)(const char *, const char *))dlsym(RTLD_NEXT, "rename");
  int result = real(from, to);
  if (result != 0 || getenv("POWER_CUT_FOLDER") == NULL) return result;
  const char *old = name_in_folder(from), *new = name_in_folder(to);
  if (old == NULL || new == NULL) return result;
  char kept[PATH_MAX], renamed[PATH_MAX];
  durable_path(kept, old, "");
  durable_path(renamed, new, "");
  int error = errno;
  real(kept, renamed);
  errno = error;
  return result;
}
