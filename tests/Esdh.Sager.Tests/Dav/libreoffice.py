"""Opens a document by its address in a real LibreOffice, writes a line at its end, saves it back and closes it.

    /usr/bin/python3 libreoffice.py ADDRESS TEXT PROFILE

Ends with 0 when it was saved; 2 when LibreOffice refused, with what it said.
"""
import os
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue


def main(address, text, profile):
    pipe = "esdh%d" % os.getpid()
    office = subprocess.Popen([
        "soffice", "-env:UserInstallation=file://" + profile, "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard", "--nologo",
        "--accept=pipe,name=%s;urp;" % pipe,
    ], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        for attempt in range(240):
            try:
                context = resolver.resolve("uno:pipe,name=%s;urp;StarOffice.ComponentContext" % pipe)
                break
            except Exception:
                if office.poll() is not None or attempt == 239:
                    raise
                time.sleep(0.25)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        hidden = PropertyValue()
        hidden.Name, hidden.Value = "Hidden", True
        try:
            document = desktop.loadComponentFromURL(address, "_blank", 0, (hidden,))
        except Exception as error:
            print("LibreOffice did not open it: %s" % error)
            os.killpg(office.pid, 9)
            return 2
        if document is None:
            print("LibreOffice did not open it.")
            return 2
        if document.isReadonly():
            print("LibreOffice opened it for reading only.")
            os.killpg(office.pid, 9)
            return 2
        body = document.Text
        body.insertString(body.End, "\r" + text, False)
        try:
            document.store()
        except Exception as error:
            print("LibreOffice did not save it: %s" % error)
            os.killpg(office.pid, 9)
            return 2
        document.close(True)
        try:
            desktop.terminate()
        except Exception:
            pass
        return 0
    finally:
        try:
            office.wait(20)
        except subprocess.TimeoutExpired:
            pass
        try:
            os.killpg(office.pid, 9)  # soffice starts soffice.bin, which may outlive it
        except ProcessLookupError:
            pass


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
