# Selaras in a container: the locked packages, the sources, a user without rights. Data lies in /data.
FROM python:3.11-slim-bookworm
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /srv/selaras
COPY requirements/run.txt requirements/
RUN pip install --require-hashes --only-binary :all: --no-deps -r requirements/run.txt
COPY src src
RUN echo /srv/selaras/src > "$(python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/selaras.pth" \
    && python -m compileall -q src \
    && useradd --system --home-dir /data --create-home selaras
USER selaras
VOLUME /data
ENV DATA_DIR=/data HOST=0.0.0.0 PORT=8000
EXPOSE 8000
HEALTHCHECK --start-period=60s CMD ["python", "-c", "import os, socket; socket.create_connection(('localhost', int(os.environ['PORT'])), 3)"]
ENTRYPOINT ["python", "-m", "selaras.console"]
CMD ["serve"]
